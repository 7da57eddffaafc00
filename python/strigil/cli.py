"""The command `strigil clean`: files or standard input, through a stream, with bounded memory."""

import os
import signal
import stat
import sys
import tempfile
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal, NoReturn

import click
from tqdm import tqdm

from strigil import Cleaner

CHUNK = 64 * 1024
STANDARD = "-"


@click.group()
@click.version_option(package_name="strigil")
def command() -> None:
    """Scrapes the web's dirt off text."""


@command.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("-o", "out", default=STANDARD, metavar="OUT", help="Write to this file, all or nothing.")
@click.option("--preset", type=click.Choice(["web", "text", "html"]), default="web", show_default=True)
def clean(files: tuple[str, ...], out: str, preset: Literal["web", "text", "html"]) -> None:
    """Clean each FILE, or standard input.

    The result is UTF-8. What was removed is summed up on standard error, with the words that were there before ad
    labels and furniture went, and those that stayed.
    """
    # As an exception, the signal takes the way of every other failure and leaves no temporary file.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    names = files or (STANDARD,)
    sizes = [size(name) for name in names]
    cleaner = Cleaner(preset)
    counts: Counter[str] = Counter()
    words, kept = 0, 0
    with about("standard output" if out == STANDARD else out), target(out) as sink, progress(sizes, out) as bar:
        for name in names:
            stream = cleaner.stream()
            last = b"\n"
            for chunk in chunks(name):
                last = write(stream.feed(chunk), sink) or last
                bar.update(len(chunk))
            last = write(stream.finish(), sink) or last
            # Where white space is folded, the last line of a document may lack its end.
            if preset != "html" and last != b"\n":
                sink.write(b"\n")
            counts.update(stream.counts)
            before, after = stream.words
            words, kept = words + before, kept + after
    click.echo(f"{summary(len(names), counts)}; {kept:,} of {words:,} words kept", err=True)


class Failure(click.ClickException):
    """What the user can mend: one line on standard error."""

    exit_code = 2


@contextmanager
def about(name: str) -> Generator[None]:
    """Turns what the system says about `name` into a failure."""
    try:
        yield
    except BrokenPipeError:  # the reader has enough: click ends quietly
        raise
    except OSError as error:
        raise Failure(f"{click.format_filename(name)}: {error.strerror}") from error


def size(name: str) -> int | None:
    """The size of a document, if it is known; fails now if the document could not be opened later."""
    if name == STANDARD:
        return None
    with about(name):
        status = os.stat(name)
        if not stat.S_ISFIFO(status.st_mode):  # opening a pipe would take it from its writer
            open(name, "rb").close()
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def chunks(name: str) -> Iterator[bytes]:
    """The pieces of a document, as they come in."""
    standard = name == STANDARD
    with (
        about("standard input" if standard else name),
        open(0 if standard else name, "rb", buffering=0, closefd=not standard) as source,
    ):
        while chunk := source.read(CHUNK):
            yield chunk


def write(text: str, sink: BinaryIO) -> bytes:
    """Writes `text` and gives its last byte, or nothing."""
    data = text.encode()
    sink.write(data)
    return data[-1:]


@contextmanager
def target(out: str) -> Generator[BinaryIO]:
    """The file to write to. A regular file keeps its old content until all is written."""
    if out == STANDARD:
        with open(1, "wb", closefd=False) as sink:
            yield sink
    elif os.path.exists(out) and not os.path.isfile(out):
        # A file must not take the place of a device or a pipe.
        with open(out, "wb") as sink:
            yield sink
    else:
        with replacement(Path(out).resolve()) as sink:  # of the file, not of a link to it
            yield sink


@contextmanager
def replacement(path: Path) -> Generator[BinaryIO]:
    """A temporary file that takes the place of `path` at the end, or goes without a trace."""
    mode = mode_for(path)
    descriptor, temporary = tempfile.mkstemp(prefix=".strigil-", dir=path.parent)
    try:
        with open(descriptor, "wb") as sink:
            yield sink
            sink.flush()
            os.fsync(descriptor)
        os.chmod(temporary, mode)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def mode_for(path: Path) -> int:
    """The permissions of the file at `path`, or of a new one; fails if the file may not be written."""
    if path.exists():
        path.open("ab").close()
        return stat.S_IMODE(path.stat().st_mode)
    umask = os.umask(0)  # there is no way to read it but to set it
    os.umask(umask)
    return 0o666 & ~umask


def progress(sizes: list[int | None], out: str) -> "tqdm[NoReturn]":
    """A progress bar for a person who waits longer than a second and reads nothing else on the terminal."""
    known = [number for number in sizes if number is not None]
    return tqdm(
        total=sum(known) if len(known) == len(sizes) else None,
        unit="B",
        unit_scale=True,
        unit_divisor=1024,
        delay=1,
        leave=False,
        disable=not os.isatty(2) or (out == STANDARD and os.isatty(1)),
    )


def summary(documents: int, counts: Counter[str]) -> str:
    """One line on what was done."""
    cleaned = f"{documents:,} document{'' if documents == 1 else 's'} cleaned"
    rules = [f"{number:,} × {rule}" for rule, number in counts.most_common() if number]
    return f"{cleaned}; removed or changed: {', '.join(rules) or 'nothing'}"
