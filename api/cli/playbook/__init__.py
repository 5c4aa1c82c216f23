"""The commands under `fourcorners playbook`, a module each; `app.py` lists them."""
