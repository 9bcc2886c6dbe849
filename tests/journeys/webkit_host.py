#!/usr/bin/python3
"""A window of WebKitGTK that WebKitWebDriver drives and that keeps its profile: webkit_host.py FOLDER LANGUAGE.

What pages say on their consoles goes to FOLDER/console."""
import ctypes
import os
import signal
import sys

ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: it dies with its driver.

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gdk, Gtk, WebKit2

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


# A phone is in a hand: once its window has the focus, no other one's takes it away.
def new_view(*_):
    view = WebKit2.WebView(web_context=context, is_controlled_by_automation=True)
    view.get_settings().set_enable_write_console_messages_to_stdout(True)
    window = Gtk.Window(default_width=390, default_height=844)
    for it in (window, view):
        it.connect("focus-out-event", lambda *_: True)
    window.add(view)
    window.show_all()
    window.get_window().focus(Gdk.CURRENT_TIME)
    view.grab_focus()
    return view


context.connect("automation-started", lambda _, session: session.connect("create-web-view", new_view))
Gtk.main()
