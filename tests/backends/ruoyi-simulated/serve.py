"""RuoYi's dialect, simulated: errors inside 200, no id from a create, uniqueness by a look-up in code. The words and shapes are those of the recording."""
import json
import sys
import threading
import time
from datetime import date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

PORT, FILE, APP = int(sys.argv[1]), Path(sys.argv[2]) / "rows.json", sys.argv[3]
RECORDS = "/duty/record"
NAMES = {"wy001": "委员甲", "wy002": "委员乙"}
rows = json.loads(FILE.read_text()) if FILE.exists() else []
writing = threading.Lock()


def good(words, **more):
    return 200, {"code": 200, "msg": words, **more, "success": True, "time": datetime.now().isoformat()}


def bad(code, words, **more):
    return 200, {"code": code, "msg": words, **more, "success": False, "time": datetime.now().isoformat()}


def keep():
    fresh = FILE.with_suffix(".new")
    fresh.write_text(json.dumps(rows, ensure_ascii=False))
    fresh.replace(FILE)


def wrong(row):
    """As its validation says it: one sentence, no field."""
    for field, name in (("clientRef", "编码"), ("day", "日期"), ("answers", "内容")):
        if not row.get(field):
            return bad(601, f"{name}不能为空")
    try:
        date.fromisoformat(row["day"])
    except (TypeError, ValueError):
        said = {"type": "date_from_datetime_parsing", "loc": ["body", "day"], "msg": "Input should be a valid date", "input": row["day"]}
        return 422, {"detail": [said]}
    return None


def create(who, row):
    said = wrong(row)
    if said:
        return said
    # Looked up in code, then written: between the two another may come in.
    if any(known["clientRef"] == row["clientRef"] for known in rows):
        return bad(500, f"新增记录{row['clientRef']}失败，编码已存在")
    time.sleep(0.02)
    with writing:
        rows.append({**row, "recordId": max((row["recordId"] for row in rows), default=0) + 1, "createBy": who})
        keep()
    return good("新增成功")


def update(who, row):
    with writing:
        for known in rows:
            if known["recordId"] == row.get("recordId") and known["createBy"] == who:
                known.update({**row, "clientRef": known["clientRef"], "createBy": who})
                keep()
                return good("更新成功")
    return bad(500, "记录不存在")


def delete(who, number):
    """As recorded: whatever there is or is not, it says that it was deleted."""
    with writing:
        rows[:] = [row for row in rows if not (str(row["recordId"]) == number and row["createBy"] == who)]
        keep()
    return good("删除成功")


def listed(who, asked):
    one = lambda name, default="": asked.get(name, [default])[0]
    begin, end, key = one("params[beginTime]"), one("params[endTime]"), one("clientRef")
    mine = [row for row in rows if row["createBy"] == who and (not key or row["clientRef"] == key)]
    mine = [row for row in mine if (not begin or row["day"] >= begin) and (not end or row["day"] <= end)]
    mine.sort(key=lambda row: (row["day"], row["recordId"]), reverse=True)
    page, size = int(one("pageNum", "1")), int(one("pageSize", "10"))
    shown = mine[(page - 1) * size : page * size]
    return good("操作成功", rows=shown, pageNum=page, pageSize=size, total=len(mine), hasNext=page * size < len(mine))


class Answer(BaseHTTPRequestHandler):
    def reply(self, status, body, **headers):
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        self.send_response(status)
        for name, value in {
            "content-type": "application/json",
            "content-length": str(len(text)),
            "access-control-allow-origin": APP,
            "access-control-allow-credentials": "true",
            "access-control-expose-headers": "download-filename, content-disposition, content-length",
            **headers,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text)

    def who(self):
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        return token.removeprefix("token-of-") if token.removeprefix("token-of-") in NAMES else None

    def handle_one(self):
        path, _, query = self.path.partition("?")
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        if path == "/login" and self.command == "POST":
            form = parse_qs(sent)
            number, password = (form.get(name, [""])[0] for name in ("username", "password"))
            if number not in NAMES:
                return bad(601, "用户不存在", data="")
            if password != "dajuan-2026":
                return bad(601, "密码错误", data="")
            return good("登录成功", token=f"token-of-{number}")
        if path != "/getInfo" and not path.startswith(RECORDS):
            return 404, {"detail": "Not Found"}
        who = self.who()
        if not who:
            lost = "用户token已失效，请重新登录" if "Authorization" in self.headers else "用户未登录，请先完成登录"
            return bad(401, lost, data="")
        if path == "/getInfo":
            user = {"userId": list(NAMES).index(who) + 1, "userName": who, "nickName": NAMES[who]}
            return good("操作成功", permissions=[], roles=["common"], user=user)
        if path == f"{RECORDS}/list" and self.command == "GET":
            return listed(who, parse_qs(query))
        if self.command == "DELETE":
            return delete(who, path.removeprefix(f"{RECORDS}/"))
        try:
            row = json.loads(sent)
        except ValueError as error:
            said = {"type": "json_invalid", "loc": ["body", 1], "msg": "JSON decode error", "input": {}, "ctx": {"error": str(error)}}
            return 422, {"detail": [said]}
        return {"POST": create, "PUT": update}[self.command](who, row)

    def do_GET(self):
        self.reply(*self.handle_one())

    do_POST = do_PUT = do_DELETE = do_GET

    def do_OPTIONS(self):
        asked = self.headers.get("Access-Control-Request-Headers", "")
        methods = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT, QUERY"
        self.reply(200, "OK", **{"access-control-allow-methods": methods, "access-control-allow-headers": asked, "access-control-max-age": "600"})

    def log_message(self, *_):
        pass


ThreadingHTTPServer(("127.0.0.1", PORT), Answer).serve_forever()
