"""A browser without a window: what it makes of a page."""
import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
         "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync",
         "--disable-extensions", "--hide-scrollbars", "--mute-audio"]
DARK = "--blink-settings=preferredColorScheme=0"
FOUND = re.compile('<pre id="found">(.*?)</pre>', re.DOTALL)

# Each page in a frame of its own width, and what a script finds in there.
FRAMES = """<!doctype html><title>frames</title>%s
<pre id="found"></pre><script>
addEventListener("load", async () => {
  const found = {};
  for (const frame of document.querySelectorAll("iframe"))
    found[frame.title] = await (async (page, view) => { %s })(
      frame.contentDocument, frame.contentWindow);
  document.querySelector("#found").textContent = JSON.stringify(found);
});
</script>"""
POLICY = re.compile('<meta http-equiv="Content-Security-Policy"[^>]*>')


def program():
    for name in NAMES:
        if shutil.which(name):
            return shutil.which(name)
    return None


def run(*words, seconds=120):
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [program(), *FLAGS, f"--user-data-dir={home}", *words],
            capture_output=True, timeout=seconds, check=True,
            env={**os.environ, "HOME": home, "LC_ALL": "C.UTF-8"})
    return done.stdout.decode("utf-8")


def document_of(path):
    """What is there once scripts had their chance."""
    return run("--dump-dom", pathlib.Path(path).as_uri())


def print_to(pdf, path):
    run("--no-pdf-header-footer", f"--print-to-pdf={pdf}",
        pathlib.Path(path).as_uri())


def ask(pages, width, body, script="", dark=False):
    """What the body of a function of page and view answers for each of the
    pages, by name. The script is put into them, whose policy is then taken
    away."""
    frames = []
    for name, text in pages.items():
        if script:
            text = POLICY.sub("", text) + f"<script>{script}</script>"
        frames.append(f'<iframe title="{name}" width="{width}" height="900" '
                      f'srcdoc="{html.escape(text)}"></iframe>')
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "frames.html"
        path.write_text(FRAMES % ("\n".join(frames), body), "utf-8")
        shown = run("--dump-dom", "--virtual-time-budget=60000",
                    *([DARK] if dark else []), path.as_uri())
    return json.loads(html.unescape(FOUND.search(shown)[1]))
