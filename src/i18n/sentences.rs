//! Texts in pieces that a voice takes in one breath.

/// So long a piece is at least, where the text goes on: short sentences are read together.
const LEAST: usize = 12;
/// A piece without an end is broken at its next pause after so many characters.
const MOST: usize = 120;

/// A text by lines and sentences; what nobody can say (an arrow, a point between two words) is left out.
pub fn sentences(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut piece = String::new();
        let mut length = 0;
        let mut signs = line.trim().chars().peekable();
        while let Some(sign) = signs.next() {
            piece.push(sign);
            length += 1;
            let last = signs.peek().is_none_or(|next| next.is_whitespace());
            let ends = match sign {
                '。' | '！' | '？' | '；' => length >= LEAST,
                '.' | '!' | '?' | ';' => last && length >= LEAST,
                '，' | '、' | '：' => length >= MOST,
                _ => last && length >= MOST,
            };
            if ends {
                take(&mut piece, &mut found);
                length = 0;
            }
        }
        take(&mut piece, &mut found);
    }
    found
}

fn take(piece: &mut String, found: &mut Vec<String>) {
    let said = std::mem::take(piece);
    let said = said.trim();
    if said.chars().any(char::is_alphanumeric) {
        found.push(said.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_sentences_are_read_one_after_another() {
        assert_eq!(
            sentences(
                "今天\n\n  没有网络也能写，联网后自动发送。写好的内容都在本机，请放心。知道了\n↑\n · "
            ),
            [
                "今天",
                "没有网络也能写，联网后自动发送。",
                "写好的内容都在本机，请放心。",
                "知道了"
            ]
        );
        assert_eq!(
            sentences("It took 3.5 hours in all. We met 12 people."),
            ["It took 3.5 hours in all.", "We met 12 people."]
        );
    }

    #[test]
    fn a_text_without_an_end_is_broken_at_a_pause_and_loses_nothing() {
        let long = "读书，".repeat(400);
        let pieces = sentences(&long);
        assert!(
            pieces.iter().all(|piece| piece.chars().count() <= MOST + 2),
            "{pieces:?}"
        );
        assert_eq!(pieces.concat(), long);
    }

    #[test]
    fn nothing_to_say_is_nothing() {
        assert_eq!(sentences(""), Vec::<String>::new());
        assert_eq!(sentences("\n…\n"), Vec::<String>::new());
    }
}
