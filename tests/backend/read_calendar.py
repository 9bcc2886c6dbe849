"""Reads one event of an iCalendar file from stdin, strictly, and prints its properties as JSON."""
import json
import sys

from icalendar import Calendar

calendar = Calendar.from_ical(sys.stdin.buffer.read())
(event,) = calendar.walk("VEVENT")
# The parser keeps what it could not read and goes on; here that is a failure.
faults = calendar.errors + event.errors
missing = {"VERSION", "PRODID"} - set(calendar) | {"UID", "DTSTAMP", "DTSTART"} - set(event)
if faults or missing:
    sys.exit(f"{faults} {missing}")
read = {"method": str(calendar["METHOD"])}
for name, value in event.items():
    moment = getattr(value, "dt", None)
    read[name] = moment.isoformat() if moment else value.to_ical() if name == "GEO" else str(value)
json.dump(read, sys.stdout)
