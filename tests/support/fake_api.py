"""The fake API server for a test: started, told what to do, asked what it saw, ended."""

import functools
import http.client
import json
import os
import subprocess
import sys
import tempfile

SERVER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fake_api", "server.py")
KEY = "sk-api-CANARY-0123456789abcdef"
NAMES = "subjectAltName=IP:127.0.0.1,DNS:localhost\nextendedKeyUsage=serverAuth\n"


@functools.cache
def certificate():
    """A throw-away CA and a server's certificate from it, made once a process; gives the folder that holds ca.pem,
    cert.pem and key.pem."""
    holder = tempfile.TemporaryDirectory(prefix="camlint-fake-")

    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=holder.name, check=True, capture_output=True, timeout=60)

    with open(os.path.join(holder.name, "names"), "w", encoding="ascii") as file:
        file.write(NAMES)
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    openssl("req", "-x509", *curve, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=camlint test CA")
    openssl("req", *curve, "-keyout", "key.pem", "-out", "server.csr", "-subj", "/CN=localhost")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-set_serial", "2", "-days", "2",
            "-extfile", "names", "-out", "cert.pem")
    return holder  # its folder goes when the process ends


class FakeApi:
    """with FakeApi(tls=True) as api: api.url, api.ca, api.faults(create=[{"code": 1008}]), api.state()["paid"]"""

    def __init__(self, tls=False, wrap=None, journal=None, log=False, **settings):
        self.ca = self.process = None
        self.key = settings.get("key", KEY)
        if wrap is not None:
            settings["wrap"] = wrap
        self.command = [sys.executable, SERVER, "--with-stdin", "--settings", json.dumps(settings)]
        self.tls = tls
        if tls:
            folder = certificate().name
            self.ca = os.path.join(folder, "ca.pem")
            self.command += ["--tls", os.path.join(folder, "cert.pem"), os.path.join(folder, "key.pem")]
        if journal:
            self.command += ["--journal", os.fspath(journal)]
        if log:
            self.command.append("--log")

    def start(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"the fake API did not start: exit code {self.process.wait()}")
        ports = json.loads(line)
        self.port, self.control_port = ports["port"], ports["control"]
        self.url = f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"
        return self

    def stop(self):
        """Ends the server and gives its exit code."""
        self.process.stdin.close()
        try:
            code = self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        self.process.stdout.close()
        return code

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    def control(self, method, path, value=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.control_port, timeout=30)
        try:
            connection.request(method, path, None if value is None else json.dumps(value))
            response = connection.getresponse()
            body = response.read()
        finally:
            connection.close()
        if response.status != 200:
            raise ValueError(f"{path}: {body.decode()}")
        return body

    def faults(self, **queues):
        """Appends to the queues of create, query, file, video; what each fault may say is in faults.py."""
        return json.loads(self.control("POST", "/faults", queues))

    def settings(self, **settings):
        self.control("POST", "/settings", settings)

    def reset(self):
        """As just started: nothing paid, no fault, the first settings. No id comes again."""
        self.control("POST", "/reset")

    def state(self):
        return json.loads(self.control("GET", "/state"))

    def paid(self):
        return self.state()["paid"]

    def video(self, file_id):
        """The bytes that a video must have."""
        return self.control("GET", f"/video/{file_id}")
