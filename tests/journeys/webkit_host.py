#!/usr/bin/python3
"""A window of WebKitGTK that WebKitWebDriver drives and that keeps its profile: webkit_host.py FOLDER LANGUAGE.

What pages say on their consoles goes to FOLDER/console; FOLDER/order is followed and removed. Its pages have no way to the network but `Line`."""
import asyncio
import ctypes
import json
import os
import signal
import sys
import threading

ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: it dies with its driver.

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gdk, GLib, Gtk, WebKit2

# Bars that float over a page fade by the clock.
Gtk.Settings.get_default().set_property("gtk-overlay-scrolling", False)


class Line:
    """A SOCKS 5 server to which every name is this machine, and which can be cut."""

    def __init__(self):
        self.cut, self.ends, self.loop = False, set(), asyncio.new_event_loop()
        server = self.loop.run_until_complete(asyncio.start_server(self.carry, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        threading.Thread(target=self.loop.run_forever, daemon=True).start()

    def set_cut(self, cut):
        async def set_it():
            self.cut = cut
            for end in self.ends if cut else ():
                end.transport.abort()

        asyncio.run_coroutine_threadsafe(set_it(), self.loop).result()

    async def carry(self, reader, writer):
        ends = {writer}
        self.ends |= ends
        try:
            port = await self.asked(reader, writer)
            there, back = await asyncio.open_connection("127.0.0.1", port)
            ends.add(back)
            self.ends.add(back)
            if self.cut:
                return
            writer.write(b"\5\0\0\1" + bytes(6))
            await asyncio.gather(self.pump(reader, back), self.pump(there, writer))
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            self.ends -= ends
            for end in ends:
                end.transport.abort()

    @staticmethod
    async def asked(reader, writer):
        """The port of the greeting and the request."""
        _, methods = await reader.readexactly(2)
        await reader.readexactly(methods)
        writer.write(b"\5\0")
        *_, kind = await reader.readexactly(4)
        await reader.readexactly({1: 4, 4: 16}.get(kind) or (await reader.readexactly(1))[0])
        return int.from_bytes(await reader.readexactly(2), "big")

    @staticmethod
    async def pump(reader, writer):
        while bytes_ := await reader.read(1 << 16):
            writer.write(bytes_)
            await writer.drain()
        writer.write_eof()


folder, language = sys.argv[1:3]
os.makedirs(folder, exist_ok=True)
console = os.open(f"{folder}/console", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
os.dup2(console, 1)
os.dup2(console, 2)
data = WebKit2.WebsiteDataManager(base_data_directory=f"{folder}/data", base_cache_directory=f"{folder}/cache")
context = WebKit2.WebContext(website_data_manager=data)
context.set_automation_allowed(True)
context.set_preferred_languages([language])
line = Line()
way = WebKit2.NetworkProxySettings(f"socks5://127.0.0.1:{line.port}", None)
data.set_network_proxy_settings(WebKit2.NetworkProxyMode.CUSTOM, way)
content, settings = WebKit2.UserContentManager(), WebKit2.Settings(enable_write_console_messages_to_stdout=True)
settings.set_javascript_can_open_windows_automatically(True)


AWAY = 'Object.defineProperty(Navigator.prototype, "onLine", { configurable: true, get: () => false });'
away = WebKit2.UserScript(
    AWAY, WebKit2.UserContentInjectedFrames.ALL_FRAMES, WebKit2.UserScriptInjectionTime.START, None, None
)


def follow():
    try:
        with open(f"{folder}/order") as file:
            order = json.load(file)
    except FileNotFoundError:
        return True
    if "script" in order:
        frames, start = WebKit2.UserContentInjectedFrames.ALL_FRAMES, WebKit2.UserScriptInjectionTime.START
        content.add_script(WebKit2.UserScript(order["script"], frames, start, None, None))
    if "dark" in order:
        Gtk.Settings.get_default().set_property("gtk-application-prefer-dark-theme", order["dark"])
    if "text" in order:
        settings.set_default_font_size(order["text"])
    if "offline" in order:
        line.set_cut(order["offline"])
        (content.add_script if order["offline"] else content.remove_script)(away)
    os.remove(f"{folder}/order")
    return True


def new_view(*_):
    view = WebKit2.WebView(
        web_context=context, user_content_manager=content, settings=settings, is_controlled_by_automation=True
    )
    view.connect("create", lambda opener, _: show(WebKit2.WebView(related_view=opener)))
    return show(view)


# A phone is in a hand: once its window has the focus, no other one's takes it away.
def show(view):
    window = Gtk.Window(default_width=390, default_height=844)
    for it in (window, view):
        it.connect("focus-out-event", lambda *_: True)
    window.add(view)
    window.show_all()
    window.get_window().focus(Gdk.CURRENT_TIME)
    view.grab_focus()
    return view


GLib.timeout_add(20, follow)
context.connect("automation-started", lambda _, session: session.connect("create-web-view", new_view))
Gtk.main()
