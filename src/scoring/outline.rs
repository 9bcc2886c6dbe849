//! Where each member of an export stands in its text, so that several can be read at once.

use super::export::{Doer, Export};

/// An export whose members are still text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outline<'a> {
    /// The year that is asked for.
    pub year: u16,
    members: Vec<&'a str>,
}

impl<'a> Outline<'a> {
    /// Finds the members; `None` where the text is not of the shape of an export. What a member is has not been looked at.
    pub fn of(given: &'a str) -> Option<Self> {
        let given = given.strip_prefix('\u{feff}').unwrap_or(given);
        let (start, end, members) = scan(given)?;
        let rest = [given.get(..start)?, given.get(end..)?].concat();
        let rest = Export::parse(&rest).ok()?;
        Some(Self {
            year: rest.year,
            members,
        })
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.members.len()
    }

    /// Reads one; `None` where [`Export::parse`] finds a mistake.
    pub fn member(&self, place: usize) -> Option<Doer> {
        serde_json::from_str(self.members.get(place)?).ok()
    }
}

/// Where the inside of the list of members begins and ends, and each of them.
fn scan(text: &str) -> Option<(usize, usize, Vec<&str>)> {
    let (mut depth, mut string, mut escaped) = (0_usize, None, false);
    let (mut key, mut list, mut begun) = ("", None, 0);
    let (mut members, mut comma) = (Vec::new(), true);
    for (at, byte) in text.bytes().enumerate() {
        if let Some(from) = string {
            if escaped {
                escaped = false;
            } else if byte == b'\\' {
                escaped = true;
            } else if byte == b'"' {
                string = None;
                if depth == 1 {
                    key = text.get(from..at)?;
                }
            }
            continue;
        }
        let among = depth == 2 && list.is_some();
        match byte {
            b'"' if among => return None,
            b'"' => string = Some(at + 1),
            b'{' | b'[' => {
                if among {
                    if byte != b'{' || !comma {
                        return None;
                    }
                    (begun, comma) = (at, false);
                }
                depth += 1;
                if depth == 2 && byte == b'[' && key == "members" && list.is_none() {
                    list = Some(at + 1);
                }
            }
            b'}' | b']' => {
                depth = depth.checked_sub(1)?;
                if depth == 2 && list.is_some() {
                    members.push(text.get(begun..=at)?);
                } else if depth == 1
                    && let Some(start) = list
                {
                    let closed = byte == b']' && (!comma || members.is_empty());
                    return closed.then_some((start, at, members));
                }
            }
            b',' if among => {
                if comma {
                    return None;
                }
                comma = true;
            }
            b' ' | b'\n' | b'\r' | b'\t' => {}
            _ if among => return None,
            _ => {}
        }
    }
    None
}
