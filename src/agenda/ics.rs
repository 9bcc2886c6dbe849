//! An event as a calendar file (iCalendar, RFC 5545), with times in UTC.

use crate::domain::{civil::Civil, event::Event, moment::Moment};

/// Octets of a line, without its end.
const LINE: usize = 75;

/// The file. `description` is for people; `stamp` is when the file was made. A later revision replaces an earlier one in
/// the calendar that took it, one that is called off takes it out.
pub fn calendar(event: &Event, description: &str, stamp: Moment) -> String {
    let called_off = event.cancelled.is_some();
    let (method, status) = match called_off {
        true => ("CANCEL", "CANCELLED"),
        false => ("PUBLISH", "CONFIRMED"),
    };
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Dajuan//App//ZH".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
        format!("METHOD:{method}"),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@dajuan", event.id.as_str()),
        format!("DTSTAMP:{}", utc(stamp)),
        format!("SEQUENCE:{}", event.revision.saturating_sub(1)),
        format!("STATUS:{status}"),
        format!("DTSTART:{}", utc(event.starts)),
    ];
    // An end that is not later than the start must not be named.
    if event.ends > event.starts {
        lines.push(format!("DTEND:{}", utc(event.ends)));
    }
    lines.push(format!("SUMMARY:{}", escaped(&event.title)));
    let texts = [
        ("LOCATION", event.place.as_str()),
        ("DESCRIPTION", description),
    ];
    for (name, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        lines.push(format!("{name}:{}", escaped(text)));
    }
    let point = event
        .gathering
        .as_ref()
        .and_then(|gathering| gathering.point);
    if let Some((north, east)) = point {
        lines.push(format!("GEO:{north:.6};{east:.6}"));
    }
    lines.push("END:VEVENT".to_owned());
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

/// `20261201T010000Z`
fn utc(moment: Moment) -> String {
    let at = Civil::in_utc(moment);
    let (year, month, day) = (at.day.year(), at.day.month(), at.day.day());
    let (hour, minute, second) = (at.hour, at.minute, at.second);
    format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z")
}

/// Text as a value; control signs, which no calendar may hold, are left out.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for sign in text.replace("\r\n", "\n").chars() {
        match sign {
            '\\' | ';' | ',' => value.extend(['\\', sign]),
            '\n' | '\r' => value.push_str("\\n"),
            '\t' => value.push(' '),
            sign if sign.is_control() => {}
            sign => value.push(sign),
        }
    }
    value
}

/// The line with its end; what is longer goes on in lines that begin with a space. No sign is cut in two.
fn folded(line: &str) -> String {
    let mut lines = String::with_capacity(line.len() + 2);
    let mut octets = 0;
    for sign in line.chars() {
        if octets + sign.len_utf8() > LINE {
            lines.push_str("\r\n ");
            octets = 1;
        }
        lines.push(sign);
        octets += sign.len_utf8();
    }
    lines.push_str("\r\n");
    lines
}
