"""The API itself: what is paid, what each endpoint answers. Three providers by path: /v1/... (minimax, minimax-cn) and
/task/... (gpt.ge, whose answers may be wrapped). It never forgives: a wrong key, half a body, a missing field."""

import asyncio
import json
import sys
import time

import faults
import video
from callbacks import Callbacks
from http_wire import json_answer

DEFAULTS = {
    "key": "sk-api-CANARY-0123456789abcdef",
    "create_seconds": 0,  # how long a create takes between being read and being paid
    "polls": 2,  # the poll at which a task has its final status
    "success_after": None,  # or: the seconds after which it has
    "final_status": "Success",
    "video_size": 300_000,
    "url_uses": None,  # how many requests a download_url is good for; None: any number
    "url_seconds": 3600,
    "video_base": None,  # the scheme, host and port of download URLs; None: this server
    "backup_url": False,
    "wrap": None,  # of the gateway's answers: "data" or "resp_data"
    "callbacks": True,
    "challenge": None,  # what is to be echoed; None: a new text each time
    "challenge_seconds": 3,
    "callback_delay": 0.1,  # from being paid to the first update
    "callback_statuses": ["processing", "success"],
    "retry_every": 0.2,
    "retry_for": 60,
}
WALK = ("Preparing", "Queueing", "Processing")
MESSAGES = {0: "success", 1002: "rate limit", 1004: "login fail", 1008: "insufficient balance", 1026: "sensitive input",
            1027: "sensitive output", 1039: "token limit", 1042: "invisible characters", 2013: "invalid params",
            2049: "invalid api key", 2056: "usage limit exceeded"}
FIRST_TASK, FIRST_FILE = 9_106_916_112_212_033, 9_400_000_000_000_001  # over 2^53 and odd: no double holds them
KINDS = {"/v1/video_generation": "create", "/v1/query/video_generation": "query", "/v1/files/retrieve": "file",
         "/task/minimax/v1/video_generation": "create", "/task/minimax/v1/files/retrieve": "file"}
METHODS = {"create": ("POST",), "query": ("GET",), "file": ("GET",), "video": ("GET", "HEAD")}


def route(path):
    """(kind of endpoint, what the path itself names); (None, "") for any other path."""
    if path in KINDS:
        return KINDS[path], ""
    for folder, kind in (("/task/", "query"), ("/video/", "video")):
        name = path.removeprefix(folder)
        if name != path and name and "/" not in name:
            return kind, name
    return None, ""


def base(code, message=None):
    return {"status_code": code, "status_msg": message or MESSAGES.get(code, f"error {code}")}


def number_if(wish, text):
    return int(text) if wish and text.isdigit() else text


class Api:
    def __init__(self, settings, journal=None):
        self.first_settings = {**DEFAULTS, **settings}
        self.settings = dict(self.first_settings)
        self.journal = journal
        self.origin = ""
        self.next = 0  # no id is given twice, not even after a reset
        self.callbacks = Callbacks(self.settings)
        self.reset()

    def reset(self):
        self.settings.update(self.first_settings)
        self.faults = faults.FaultQueues()
        self.addresses = video.Addresses()
        self.callbacks.clear()
        self.paid, self.bodies, self.violations, self.strays = [], [], [], []
        self.tasks, self.files = {}, {}
        self.requests = {kind: 0 for kind in faults.KINDS}
        self.connections = 0

    def set(self, settings):
        for name in settings:
            if name not in DEFAULTS:
                raise ValueError(f"no setting '{name}', available: {', '.join(DEFAULTS)}")
        self.settings.update(settings)

    def state(self):
        return {"paid": self.paid, "bodies": self.bodies, "violations": self.violations, "strays": self.strays,
                "queries": self.requests["query"], "files": self.requests["file"], "videos": self.requests["video"],
                "requests": self.requests, "connections": self.connections, "callbacks": self.callbacks.delivered,
                "callbacks_waiting": sum(map(len, self.callbacks.waiting.values())), "faults": self.faults.left()}

    def violation(self, kind, request):
        self.violations.append({"kind": kind, "method": request.method, "path": request.path, "time": time.time()})

    def begin(self, request):
        """Before the body is read: counts, looks for a key where none belongs, and gives the fault to use."""
        kind, _ = route(request.path)
        key = self.settings["key"]
        if key in request.target:
            self.violation("key-in-url", request)
        if kind is None or request.method not in METHODS[kind]:
            self.strays.append({"method": request.method, "path": request.path, "time": time.time()})
        if kind in (None, "video"):
            if "authorization" in request.headers or any(key in value for value in request.headers.values()):
                self.violation("key-leak", request)
        if kind is None or request.method not in METHODS[kind]:
            return {}
        self.requests[kind] += 1
        return self.faults.take(kind)

    async def answer(self, request, fault):
        """The answer to a whole request, apart from the way that it is sent."""
        kind, name = route(request.path)
        if kind is None:
            return json_answer({"error": "no such path"}, 404, "no such path")
        if request.method not in METHODS[kind]:
            return json_answer({"error": "no such method"}, 405, "no such method")
        if kind == "video":
            if not self.addresses.use(name, request.query.get("token", ""), fault.get("expired")):
                return faults.shape(video.denied(), fault)
            return faults.shape(video.serve(request, fault, name, self.settings["video_size"]), fault)
        if kind == "create":
            value, note = await self.create(request, fault)
        elif request.headers.get("authorization") != f"Bearer {self.settings['key']}":
            value, note = {"base_resp": base(1004)}, "wrong key"
        elif kind == "query":
            value, note = self.query(name or request.query.get("task_id", ""), fault)
        else:
            value, note = self.file(request.query.get("file_id", ""), fault)
        wrap = fault.get("wrap") or (self.settings["wrap"] if request.path.startswith("/task/") else None)
        if wrap == "resp_data":
            value = {"data": {"resp_data": json.dumps(value)}}
        elif wrap == "data":
            value = {"data": value}
        return faults.shape(json_answer(value, note=note), fault)

    # create

    def refusal(self, request):
        """Why a create is refused whatever the faults say: (code, message), or None."""
        if request.headers.get("authorization") != f"Bearer {self.settings['key']}":
            return 1004, None
        try:
            body = json.loads(request.body)
        except (ValueError, RecursionError):
            return 2013, "invalid params, the body is not JSON"
        needed = ["model", "prompt"]
        if request.path.startswith("/task/"):
            needed += ["duration", "resolution"]
        for name in needed:
            if not isinstance(body, dict) or body.get(name) in (None, ""):
                return 2013, f"invalid params, {name} is missing"
        return None

    async def create(self, request, fault):
        text = request.body.decode("utf-8", "surrogateescape")
        self.bodies.append({"time": time.time(), "path": request.path, "body": text})
        if "application/json" not in request.headers.get("content-type", "").lower():
            self.violation("content-type", request)
        refusal = self.refusal(request)
        if refusal is not None:
            return {"base_resp": base(*refusal)}, f"refused: {refusal[0]}"
        body = json.loads(request.body)
        url = body.get("callback_url") if self.settings["callbacks"] else None
        paying = faults.pays(fault)
        if url and paying:
            wrong = await self.callbacks.challenge(str(url))
            if wrong is not None:
                return {"base_resp": base(2013, f"invalid params, callback_url is not valid: {wrong}")}, "callback failed"
        if self.settings["create_seconds"]:
            await asyncio.sleep(self.settings["create_seconds"])
        self.next += 1
        task_id, file_id = str(FIRST_TASK + 2 * self.next), str(FIRST_FILE + 2 * self.next)
        if paying:
            self.pay(request, text, task_id, file_id, url)
        note = f"paid, task {task_id}" if paying else "not paid"
        code = fault.get("code", 0)
        value = {"base_resp": base(code, fault.get("message"))}
        if code == 0 and not fault.get("no_task_id"):
            value = {"task_id": number_if(fault.get("task_id_as_number"), task_id), **value}
        return value, note if code == 0 else f"{note}, answered {code}"

    def pay(self, request, text, task_id, file_id, url):
        headers = {name: value for name, value in request.headers.items() if self.settings["key"] not in value}
        row = {"n": len(self.paid) + 1, "time": time.time(), "path": request.path, "body": text, "headers": headers,
               "task_id": task_id, "callback_url": url}
        self.paid.append(row)
        if self.journal:
            self.journal.write(json.dumps(row) + "\n")
            self.journal.flush()
        task = {"task_id": task_id, "file_id": file_id, "since": time.monotonic(), "polls": 0, "status": None}
        self.tasks[task_id] = task
        self.files[file_id] = task
        if url:
            self.callbacks.follow(str(url), [self.update(task, status) for status in self.settings["callback_statuses"]])

    def update(self, task, status):
        """A callback's JSON, and what makes the query agree with it once it is sent."""
        def before():
            if status.lower() == "success" or status.lower().startswith("fail"):
                task["status"] = status.capitalize()
        return self.status(task, status, {}), before

    # query and file

    def walk(self, task):
        """The status at this poll."""
        if task["status"] is None:
            task["polls"] += 1
            if self.settings["success_after"] is not None:
                part = (time.monotonic() - task["since"]) / max(self.settings["success_after"], 1e-9)
            else:
                part = (task["polls"] - 1) / max(self.settings["polls"] - 1, 1e-9) if self.settings["polls"] > 1 else 1
            if part < 1:
                return WALK[int(part * len(WALK))]
            task["status"] = self.settings["final_status"]
        return task["status"]

    def status(self, task, status, fault):
        value = {"task_id": number_if(fault.get("task_id_as_number"), task["task_id"]), "status": status}
        if status.lower() == "success":
            value["file_id"] = number_if(fault.get("file_id_as_number"), task["file_id"])
            value.update(video_width=1366, video_height=768)
        return {**value, "base_resp": base(fault.get("code", 0), fault.get("message"))}

    def query(self, task_id, fault):
        task = self.tasks.get(task_id)
        if task is None:
            return {"base_resp": base(2013, "invalid params, no such task")}, "no such task"
        if fault.get("code", 0) != 0 and "status" not in fault:
            return {"task_id": task_id, "base_resp": base(fault["code"], fault.get("message"))}, f"answered {fault['code']}"
        status = fault["status"] if "status" in fault else self.walk(task)
        return self.status(task, status, fault), status

    def file(self, file_id, fault):
        task = self.files.get(file_id)
        if task is None:
            return {"base_resp": base(2013, "invalid params, no such file")}, "no such file"
        code = fault.get("code", 0)
        if code != 0:
            return {"base_resp": base(code, fault.get("message"))}, f"answered {code}"
        origin = self.settings["video_base"] or self.origin
        seconds = -60 if fault.get("expired") else self.settings["url_seconds"]
        url = [self.addresses.sign(origin, file_id, self.settings["url_uses"], seconds) for _ in range(2)]
        value = {"file_id": number_if(fault.get("file_id_as_number", True), file_id),
                 "bytes": self.settings["video_size"] + fault.get("wrong_length", 0), "created_at": int(time.time()),
                 "filename": fault.get("filename", "output_aigc.mp4"), "purpose": "video_generation",
                 "download_url": url[0]}
        if self.settings["backup_url"]:
            value["backup_download_url"] = url[1]
        return {"file": value, "base_resp": base(0, fault.get("message"))}, ""


def log_line(request, answer, fault):
    """One line for a person: never a token, never a key."""
    way = fault.get("transport")
    line = f"{time.strftime('%H:%M:%S')} {request.method} {request.path}"
    line += f" -> {answer.status}" if answer else " ->"
    line += f" {answer.note}" if answer and answer.note else ""
    print(line + (f" ({way})" if way else ""), file=sys.stderr, flush=True)
