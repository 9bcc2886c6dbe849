#!/usr/bin/python3
"""A window of WebKitGTK that WebKitWebDriver drives and that keeps its profile: webkit_host.py FOLDER LANGUAGE.

What pages say on their consoles goes to FOLDER/console; FOLDER/order is followed and removed."""
import ctypes
import json
import os
import signal
import sys

ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: it dies with its driver.

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gdk, GLib, Gtk, WebKit2

# Bars that float over a page fade by the clock.
Gtk.Settings.get_default().set_property("gtk-overlay-scrolling", False)
folder, language = sys.argv[1:3]
os.makedirs(folder, exist_ok=True)
console = os.open(f"{folder}/console", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
os.dup2(console, 1)
os.dup2(console, 2)
data = WebKit2.WebsiteDataManager(base_data_directory=f"{folder}/data", base_cache_directory=f"{folder}/cache")
context = WebKit2.WebContext(website_data_manager=data)
context.set_automation_allowed(True)
context.set_preferred_languages([language])
content, settings = WebKit2.UserContentManager(), WebKit2.Settings(enable_write_console_messages_to_stdout=True)


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
    os.remove(f"{folder}/order")
    return True


# A phone is in a hand: once its window has the focus, no other one's takes it away.
def new_view(*_):
    view = WebKit2.WebView(
        web_context=context, user_content_manager=content, settings=settings, is_controlled_by_automation=True
    )
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
