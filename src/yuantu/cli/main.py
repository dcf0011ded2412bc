"""How does `yuantu` start, and what does a person see when something is wrong?

`yuantu --version` answers before anything heavy is loaded, and every command loads only what it uses.
"""

import gc
import io
import sys

from yuantu.version import VERSION

# A short command is over before collecting the garbage of its imports would pay.
COLLECT_AFTER = 100_000


def run() -> None:
    """The entry point of the command line."""
    if sys.argv[1:] == ["--version"]:
        print(f"yuantu {VERSION}")
        return
    gc.set_threshold(COLLECT_AFTER)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter shows the rest
    if sys.argv[1:2] == ["brief"]:
        from yuantu.cli.quick import answer_at_once
        from yuantu.workspace import days

        answer = answer_at_once(sys.argv[1:], days.today())
        if answer is not None:
            print(answer)
            return
    from yuantu.cli.app import app  # click costs more than the rest of a short answer

    app.main(prog_name="yuantu")


if __name__ == "__main__":
    run()
