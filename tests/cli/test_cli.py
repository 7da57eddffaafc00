"""The command line, as a user runs it: in a process of its own."""

import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path

import pytest

from strigil import Cleaner

STRIGIL = [sys.executable, "-m", "strigil"]
PAGE = "<p>Tea &amp; cake.</p>\r\n<p>Zażółć gęślą jaźń 🍵 naïve</p>".encode()
MEBIBYTE = 1024 * 1024


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def run(*arguments, data=b"", command=STRIGIL):
    return subprocess.run([*command, *arguments], input=data, capture_output=True, check=False, timeout=120)


def cleaned(document, preset="web"):
    """What the command must write for one document."""
    text = Cleaner(preset)(document)
    return text if preset == "html" or text == b"" or text.endswith(b"\n") else text + b"\n"


def assert_failure(result, name, reason):
    """One line that names what is wrong, and exit code 2."""
    assert result.returncode == 2
    assert result.stderr.decode() == f"Error: {name}: {reason}\n"


def left_over():
    return sorted(path.name for path in Path().iterdir())


# What goes in and what comes out


@pytest.mark.parametrize("preset", ["web", "text", "html"])
def test_standard_input_to_standard_output(preset):
    result = run("clean", "--preset", preset, data=PAGE)
    assert (result.returncode, result.stdout) == (0, cleaned(PAGE, preset))


def test_the_preset_is_web_unless_another_is_named():
    assert run("clean", data=PAGE).stdout == run("clean", "--preset", "web", data=PAGE).stdout


def test_a_dash_is_standard_input():
    Path("a.html").write_bytes(PAGE)
    assert run("clean", "a.html", "-", data=b"<p>Rain.</p>").stdout == cleaned(PAGE) + cleaned(b"<p>Rain.</p>")


def test_a_dash_is_standard_output():
    assert run("clean", "-o", "-", data=PAGE).stdout == cleaned(PAGE)
    assert left_over() == []


def test_the_installed_command_is_the_module():
    script = Path(sys.executable).with_name("strigil")
    assert run("clean", data=PAGE, command=[script]).stdout == cleaned(PAGE)


def test_several_files_come_one_after_another():
    documents = {"a.html": PAGE, "b.html": b"", "c.html": b"<p>Snow.</p>\n"}
    for name, document in documents.items():
        Path(name).write_bytes(document)
    expected = b"".join(cleaned(document) for document in documents.values())
    assert run("clean", *documents).stdout == expected


def test_a_document_does_not_reach_into_the_next():
    Path("a.html").write_bytes(b"<p>Rain &am")
    Path("b.html").write_bytes(b"p; snow</p>")
    assert run("clean", "a.html", "b.html").stdout == cleaned(b"<p>Rain &am") + cleaned(b"p; snow</p>")


def test_markup_stays_byte_for_byte_where_nothing_is_an_ad():
    document = b"\r\n<p>Tea  &amp; cake.\r\n\r\n\r\n"
    Path("a.html").write_bytes(document)
    assert run("clean", "--preset", "html", "a.html", "a.html").stdout == document * 2


def test_no_input_is_no_output():
    result = run("clean", data=b"")
    assert (result.returncode, result.stdout) == (0, b"")


@pytest.mark.parametrize("before", range(65_536 - 5, 65_536 + 1))
def test_a_character_across_the_edge_of_a_chunk(before):
    document = b"x" * before + "🍵é".encode()
    Path("a.txt").write_bytes(document)
    assert run("clean", "--preset", "text", "a.txt").stdout == document + b"\n"


def test_bytes_that_are_not_utf8_do_not_stop_it():
    result = run("clean", "--preset", "text", data=b"caf\xe9 noir")
    assert (result.returncode, result.stdout.decode()) == (0, "caf\ufffd noir\n")


# -o OUT


def test_the_output_goes_to_a_file():
    result = run("clean", "-o", "out.txt", data=PAGE)
    assert (result.returncode, result.stdout) == (0, b"")
    assert Path("out.txt").read_bytes() == cleaned(PAGE)
    assert left_over() == ["out.txt"]


def test_the_output_may_be_an_input():
    Path("a.html").write_bytes(PAGE)
    assert run("clean", "a.html", "-o", "a.html").returncode == 0
    assert Path("a.html").read_bytes() == cleaned(PAGE)


def test_a_new_file_has_the_usual_permissions_and_an_old_one_keeps_its_own():
    Path("usual").touch()
    Path("old").touch(mode=0o640)
    run("clean", "-o", "new", data=PAGE)
    run("clean", "-o", "old", data=PAGE)
    assert Path("new").stat().st_mode == Path("usual").stat().st_mode
    assert Path("old").stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link():
    Path("real").write_text("old")
    Path("link").symlink_to("real")
    run("clean", "-o", "link", data=PAGE)
    assert Path("link").is_symlink()
    assert Path("real").read_bytes() == cleaned(PAGE)


def test_a_pipe_as_output_is_written_to():
    os.mkfifo("pipe")
    with subprocess.Popen(
        [*STRIGIL, "clean", "-o", "pipe"], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdin
        process.stdin.write(PAGE)
        process.stdin.close()
        assert Path("pipe").read_bytes() == cleaned(PAGE)
    assert Path("pipe").is_fifo()


def test_a_failure_half_way_leaves_the_old_output():
    if not Path("/proc/self/mem").exists():
        pytest.skip("needs a file that opens but cannot be read")
    Path("a.html").write_bytes(PAGE)
    Path("out.txt").write_text("old")
    assert_failure(run("clean", "a.html", "/proc/self/mem", "-o", "out.txt"), "/proc/self/mem", "Input/output error")
    assert Path("out.txt").read_text() == "old"
    assert left_over() == ["a.html", "out.txt"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_half_way_leaves_the_old_output(number):
    Path("out.txt").write_text("old")
    with subprocess.Popen(
        [*STRIGIL, "clean", "-o", "out.txt"], stdin=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin
        process.stdin.write(PAGE)
        process.stdin.flush()
        wait_for(lambda: len(left_over()) == 2)
        process.send_signal(number)
        assert process.wait(timeout=30) not in {0, -number}
        assert process.stderr
        assert b"Traceback" not in process.stderr.read()
    assert Path("out.txt").read_text() == "old"
    assert left_over() == ["out.txt"]


def wait_for(condition):
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


# Errors


def test_a_missing_file():
    Path("a.html").write_bytes(PAGE)
    result = run("clean", "a.html", "missing.html", "-o", "out.txt")
    assert_failure(result, "missing.html", "No such file or directory")
    assert left_over() == ["a.html"]


def test_a_missing_file_is_noticed_before_any_output():
    Path("a.html").write_bytes(PAGE)
    assert run("clean", "a.html", "missing.html").stdout == b""


def test_a_folder_as_file():
    Path("folder").mkdir()
    assert_failure(run("clean", "folder"), "folder", "Is a directory")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write all files")
def test_permissions():
    Path("closed").touch(mode=0o000)
    Path("fixed").touch(mode=0o444)
    Path("folder").mkdir(mode=0o555)
    assert_failure(run("clean", "closed"), "closed", "Permission denied")
    assert_failure(run("clean", "-o", "fixed", data=PAGE), "fixed", "Permission denied")
    assert_failure(run("clean", "-o", "folder/out", data=PAGE), "folder/out", "Permission denied")


def test_an_output_without_its_folder():
    assert_failure(run("clean", "-o", "missing/out.txt", data=PAGE), "missing/out.txt", "No such file or directory")


def test_a_folder_as_output():
    Path("folder").mkdir()
    assert_failure(run("clean", "-o", "folder", data=PAGE), "folder", "Is a directory")
    assert list(Path("folder").iterdir()) == []


def test_a_full_device():
    if not Path("/dev/full").exists():
        pytest.skip("needs a device that is always full")
    assert_failure(run("clean", "-o", "/dev/full", data=PAGE), "/dev/full", "No space left on device")
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run([*STRIGIL, "clean"], input=PAGE, stdout=full, stderr=subprocess.PIPE, check=False)
    assert_failure(result, "standard output", "No space left on device")


@pytest.mark.parametrize("arguments", [["clean", "--preset", "no"], ["clean", "--no"], ["no"]])
def test_a_wrong_word_on_the_command_line(arguments):
    result = run(*arguments)
    assert result.returncode == 2
    assert result.stdout == b""
    assert b"Traceback" not in result.stderr


@pytest.mark.parametrize("module", ["click", "tqdm"])
def test_the_command_says_what_to_install(module):
    code = f"import sys; sys.modules[{module!r}] = None; from strigil.__main__ import main; main()"
    result = run("-c", code, command=[sys.executable])
    assert result.returncode == 2
    assert result.stderr.decode() == f"strigil: {module} is not installed: pip install 'strigil[cli]'\n"


def test_a_reader_that_has_enough_is_no_error():
    Path("a.txt").write_bytes(b"Rain fell all night.\n" * 500_000)
    command = [*STRIGIL, "clean", "--preset", "text", "a.txt"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline() == b"Rain fell all night.\n"
        process.stdout.close()
        assert process.stderr.read() == b""


# What it tells


def test_the_summary_goes_to_standard_error():
    Path("a.html").write_bytes(PAGE)
    result = run("clean", "a.html", "a.html")
    assert result.stdout == cleaned(PAGE) * 2
    stream = Cleaner("web").stream()
    stream.feed(PAGE)
    stream.finish()
    assert stream.counts
    [line] = result.stderr.decode().splitlines()
    assert line.startswith("2 documents cleaned; removed or changed: ")
    for rule, number in stream.counts.items():
        assert f"{number * 2:,} × {rule}" in line
    before, after = stream.words
    assert 0 < after <= before
    assert line.endswith(f"; {after * 2:,} of {before * 2:,} words kept")


def test_the_summary_of_clean_text():
    result = run("clean", "--preset", "text", data=b"Rain fell all night.")
    assert result.stderr.decode() == "1 document cleaned; removed or changed: nothing; 4 of 4 words kept\n"


def test_version():
    assert run("--version").stdout.startswith(b"strigil, version ")


def test_help():
    result = run("clean", "--help")
    assert result.returncode == 0
    assert b"--preset" in result.stdout


def test_a_slow_job_shows_its_progress_on_a_terminal():
    assert "B/s" in progress_of_slow_job(terminal=True)


def test_no_progress_where_nobody_watches():
    assert "B/s" not in progress_of_slow_job(terminal=False)


def progress_of_slow_job(*, terminal):
    """Standard error of a job whose input comes over more than a second; on a terminal, until something shows there."""
    reader, writer = pty.openpty() if terminal else os.pipe()
    if terminal:
        termios.tcsetwinsize(writer, (24, 80))
    command = [*STRIGIL, "clean", "-o", "out.txt"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=writer) as process:
        os.close(writer)
        assert process.stdin
        for number in range(240):
            process.stdin.write(PAGE)
            process.stdin.flush()
            time.sleep(0.25)
            if number >= 8 and (not terminal or select.select([reader], [], [], 0)[0]):
                break
        process.stdin.close()
        seen = b""
        with suppress(OSError):  # how a terminal says that nobody writes to it any more
            while piece := os.read(reader, 65_536):
                seen += piece
    os.close(reader)
    return seen.decode()


# Memory


def peak(*arguments):
    """The peak memory of one run, in bytes."""
    code = (
        "import resource, subprocess, sys;"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    result = run("-c", code, *STRIGIL, *arguments, command=[sys.executable])
    assert result.returncode == 0
    return int(result.stdout) * (1 if sys.platform == "darwin" else 1024)


@pytest.mark.parametrize(
    ("start", "unit"),
    [
        (b"", b"<p>Rain &amp; snow fell all night.</p>\n<div class='wpcnt'>Advertisements</div>\n"),
        (b"<!--", b"Rain fell all night. "),
        (b"<div class='wpcnt'>", b"<p>Rain fell all night.</p>"),
        (b"", b"word"),
        (b"", b"\n \n"),
        (b"", b"<div>"),
    ],
    ids=["page", "unclosed comment", "unclosed ad", "one word", "white space", "nesting"],
)
def test_memory_does_not_grow_with_the_input(start, unit):
    Path("small").write_bytes(start + unit)
    with Path("large").open("wb") as large:
        large.write(start)
        large.writelines(unit * (MEBIBYTE // len(unit)) for _ in range(48))
    assert peak("clean", "large") < peak("clean", "small") + 32 * MEBIBYTE
