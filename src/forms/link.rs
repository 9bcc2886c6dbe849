//! Links that a person gives.

/// An `https` link to a host, spaces around it left out; `None` for anything else. Letters beyond
/// ASCII are let through as browsers do; a name before `@`, which hides the host, is not.
pub fn read_link(typed: &str) -> Option<&str> {
    let link = typed.trim();
    let scheme = link.get(..8)?;
    let rest = link.get(8..)?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.split(':').next()?;
    let right = scheme.eq_ignore_ascii_case("https://")
        && !host.is_empty()
        && !host.starts_with('.')
        && !authority.contains('@')
        && !link.chars().any(breaks_out);
    right.then_some(link)
}

/// Letters that no address holds, and that end one in text or markup.
fn breaks_out(letter: char) -> bool {
    let ends = matches!(letter, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}');
    ends || letter.is_whitespace() || letter.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_links_with_a_host_are_read() {
        for typed in [
            "https://meeting.tencent.com/dm/Abc123",
            " HTTPS://例子.中国/会议?号=1#二 ",
            "https://host:8443",
        ] {
            assert_eq!(read_link(typed), Some(typed.trim()));
        }
        for typed in [
            "",
            "会议",
            "http://a.cn",
            "https://",
            "https:///path",
            "https://a b.cn",
            "https://bank.cn@evil.cn",
            "javascript:alert(1)//https://a.cn",
            "https://a.cn/<script>",
            "报报报报报",
        ] {
            assert_eq!(read_link(typed), None, "{typed}");
        }
    }
}
