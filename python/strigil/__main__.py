"""The entry of the command `strigil` and of `python -m strigil`."""

import sys


def main() -> None:
    """Runs the command line, or says what to install for it."""
    try:
        from strigil.cli import command  # noqa: PLC0415  (the base package has no dependency)
    except ModuleNotFoundError as error:
        if error.name not in {"click", "tqdm"}:
            raise
        sys.stderr.write(f"strigil: {error.name} is not installed: pip install 'strigil[cli]'\n")
        sys.exit(2)
    command(prog_name="strigil")


if __name__ == "__main__":
    main()
