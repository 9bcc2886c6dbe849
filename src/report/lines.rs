//! Text broken into lines, where no browser does it: by widths that no usual face goes beyond.

/// Signs that no line begins with.
const CLOSING: &str = "，。、；：？）》〉」』】”’…%,.;:?!)]}·";
/// Signs that no line ends with.
const OPENING: &str = "（《〈「『【“‘([{";

/// How wide a text is at most, in the unit of its size.
pub fn width(text: &str, size: u32) -> u32 {
    let hundredths: u32 = text.chars().map(hundredths).fold(0, u32::saturating_add);
    hundredths.saturating_mul(size).div_ceil(100)
}

/// Hundredths of the size that a sign takes.
fn hundredths(sign: char) -> u32 {
    match sign {
        // What stands on the sign before it, or directs: no width of its own.
        '\u{300}'..='\u{36f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' => 0,
        ' ' => 32,
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | '.' | ',' | ':' | ';' | '\'' | '!' | '|' => 42,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 95,
        'A'..='Z' => 74,
        '\u{21}'..='\u{24f}' => 61,
        _ => 100,
    }
}

/// Lines that are no wider than `room`, unless a single sign is. Words stay whole where they can.
pub fn lines(text: &str, size: u32, room: u32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line: Vec<char> = Vec::new();
    let mut taken = 0_u32;
    let room = room.saturating_mul(100) / size.max(1);
    for sign in text.chars() {
        let sign = if sign.is_control() { ' ' } else { sign };
        let wide = hundredths(sign);
        while taken + wide > room && wide > 0 && !line.is_empty() {
            let rest = line.split_off(break_before(&line, sign));
            lines.push(finished(&line));
            line = rest;
            taken = line.iter().copied().map(hundredths).sum();
        }
        if !(sign == ' ' && line.is_empty()) {
            line.push(sign);
            taken += wide;
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(finished(&line));
    }
    lines
}

fn finished(line: &[char]) -> String {
    let line: String = line.iter().collect();
    line.trim_end().to_owned()
}

/// How much of a line stays when `next` has no room on it: the last place where it may be broken, else all of it.
fn break_before(line: &[char], next: char) -> usize {
    let may = |place: usize| {
        let before = line.get(place.wrapping_sub(1)).copied();
        let after = line.get(place).copied().unwrap_or(next);
        before.is_some_and(|before| may_break(before, after))
    };
    let places = (1..=line.len()).rev();
    places
        .take(40)
        .find(|place| may(*place))
        .unwrap_or(line.len())
}

fn may_break(before: char, after: char) -> bool {
    let in_word = |sign: char| hundredths(sign) < 100 && sign != ' ';
    let whole = in_word(before) && in_word(after);
    !whole
        && after != ' '
        && !CLOSING.contains(after)
        && !OPENING.contains(before)
        && hundredths(after) > 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn chinese_breaks_between_signs_and_no_line_begins_with_a_stop() {
        assert_eq!(
            lines("走访群众，听取意见", 10, 40),
            ["走访群", "众，听取", "意见"]
        );
        assert_eq!(lines("读《红楼梦》一书", 10, 40), ["读《红楼", "梦》一书"]);
        assert_eq!(lines("再读《红楼梦》", 10, 30), ["再读", "《红楼", "梦》"]);
    }

    #[test]
    fn a_word_stays_whole_where_it_fits_a_line() {
        assert_eq!(
            lines("Reading share in the village", 10, 100),
            ["Reading share in", "the village"]
        );
        assert_eq!(lines(&"x".repeat(12), 10, 40).len(), 2);
        assert_eq!(lines("", 10, 40), [""]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_no_line_is_too_wide(text in "[一-三a-cA-C，《》 .]{0,60}", room in 20_u32..200) {
            let broken = lines(&text, 10, room);
            let bare = |text: &str| text.replace(' ', "");
            prop_assert_eq!(bare(&broken.concat()), bare(&text));
            for line in &broken {
                prop_assert!(width(line, 10) <= room, "{}", line);
            }
        }
    }
}
