"""Opens the sample mail of reports/ in mutt, on a terminal of this script's own, and holds it to what docs/reports.md promises."""

import fcntl
import os
import pathlib
import pty
import select
import struct
import tempfile
import termios
import time

COLUMNS, ROWS = 110, 60
# How long a screen may take to appear before the mail program is taken to have failed.
SECONDS = 60


class Reader:
    """mutt, opened on a mailbox that holds one message."""

    def __init__(self, message, folder):
        import pyte

        mailbox = folder / "mailbox"
        mailbox.write_bytes(b"From tacho Mon Nov 16 00:00:00 2026\n" + message.replace(b"\r\n", b"\n") + b"\n")
        settings = folder / "settings"
        settings.write_text(f'set folder="{folder}"\n')
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self.stream = pyte.ByteStream(self.screen)
        child, self.terminal = pty.fork()
        if child == 0:
            os.environ.update(TERM="xterm", HOME=str(folder), LC_ALL="C.UTF-8")
            os.execvp("mutt", ["mutt", "-n", "-F", str(settings), "-R", "-f", str(mailbox)])
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.child = child

    def press(self, keys):
        os.write(self.terminal, keys.encode())

    def shows(self, *texts):
        """Which of the texts do not come onto the screen."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            lines = "\n".join(self.screen.display)
            if all(text in lines for text in texts):
                return []
            if select.select([self.terminal], [], [], 0.2)[0]:
                try:
                    self.stream.feed(os.read(self.terminal, 65_536))
                except OSError:
                    break
        lines = "\n".join(self.screen.display)
        return [f"mutt does not show “{text}”" for text in texts if text not in lines]

    def close(self):
        self.press("qqq")
        os.close(self.terminal)
        os.waitpid(self.child, 0)


def complaints(path):
    """What of the message a reader does not find."""
    with tempfile.TemporaryDirectory() as folder:
        reader = Reader(path.read_bytes(), pathlib.Path(folder))
        found = reader.shows("prod 99.91% (objective 99.9%) · 2 outages · week 46")
        reader.press("\r")
        found += reader.shows("prod met its objective: 99.91% (objective 99.9%).", "What happened in prod")
        reader.press("v")
        found += reader.shows("text/plain", "text/html", "groups.csv", "outages.csv", "containers.csv")
        reader.close()
        return found
