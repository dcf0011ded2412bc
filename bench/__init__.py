"""How fast is Yuantu, against what? `python -m bench` answers with a table; see bench/README.md."""
