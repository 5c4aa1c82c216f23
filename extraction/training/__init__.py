"""Making the weights from annotated contracts; needs scikit-learn, which reading does not."""
