"""The command line: words in, words out. `main` starts, `app` lists the commands, a file per task follows."""
