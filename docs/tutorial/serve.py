"""Serve the invented papers of the tutorial on this machine: python docs/tutorial/serve.py [--day 2] [--port 8000].

A day's folder holds what changed on that day; what is not in it is as it was the day before.
"""

import argparse
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HERE = Path(__file__).parent
WRITTEN = "127.0.0.1:8000"


class Papers(SimpleHTTPRequestHandler):
    """Gives the latest version of a file; the feed links to the port that is served."""

    def __init__(self, *args, day, **options):
        self.day = day
        super().__init__(*args, **options)

    def do_GET(self):
        name = Path(self.path).name
        days = (HERE / f"day{day}" / name for day in range(self.day, 0, -1))
        path = next((path for path in days if path.is_file()), None)
        if path is None:
            self.send_error(404)
            return
        body = path.read_bytes()
        if path.suffix == ".xml":
            body = body.replace(WRITTEN.encode(), f"127.0.0.1:{self.server.server_port}".encode())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path.name))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--day", type=int, default=1)
    parser.add_argument("--port", type=int, default=8000)
    asked = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", asked.port), partial(Papers, day=asked.day))
    print(f"serving day {asked.day} at http://127.0.0.1:{server.server_port}/feed.xml; end it with Ctrl-C", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
