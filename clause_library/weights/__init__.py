"""What the ranker has learnt; see `fourcorners train`."""
