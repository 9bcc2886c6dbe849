//! Reads a source file as code: comments and test modules are left out, literals are set aside.

use std::{fs, path::Path};

/// One file below `src`.
pub struct Source {
    pub path: String,
    pub room: String,
    /// Comments blanked, literals blanked, nothing after `#[cfg(test)]`; same line numbers as the file.
    code: String,
    literals: Vec<(usize, String)>,
    length: usize,
}

/// Every `.rs` file below a folder, by path.
pub fn sources(root: &Path) -> Vec<Source> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the house") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path
                    .strip_prefix(root)
                    .expect("below src")
                    .to_string_lossy()
                    .into_owned();
                found.push(Source::read(
                    &name,
                    &fs::read_to_string(&path).expect("text"),
                ));
            }
        }
    }
    assert!(!found.is_empty(), "no sources below {root:?}");
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

impl Source {
    pub fn read(path: &str, text: &str) -> Self {
        let room = path
            .split('/')
            .next()
            .unwrap_or_default()
            .trim_end_matches(".rs")
            .to_owned();
        let product = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        let (code, literals) = strip(product);
        Self {
            path: path.to_owned(),
            room,
            code,
            literals,
            length: text.lines().count(),
        }
    }

    /// The public functions of the file that give one of these.
    pub fn functions_giving(&self, types: &[&str]) -> Vec<&str> {
        let heads = self.code.split("\npub fn ").skip(1);
        let giving = heads.filter(|head| {
            let given = head.split('{').next().unwrap_or_default();
            let given = given.rsplit("-> ").next().unwrap_or_default();
            types.contains(&given.trim())
        });
        giving
            .map(|head| head.split(['(', '<']).next().unwrap_or_default())
            .collect()
    }

    pub fn length(&self) -> usize {
        self.length
    }

    pub fn line(&self, number: usize) -> &str {
        self.code.lines().nth(number - 1).unwrap_or_default()
    }

    pub fn lines_with(&self, word: &str) -> impl Iterator<Item = usize> {
        let hits: Vec<usize> = occurrences(&self.code, word)
            .map(|at| line_of(&self.code, at))
            .collect();
        hits.into_iter()
    }

    /// Rooms named through `crate::` or a chain of `super::` that ends at the root.
    pub fn rooms_used(&self) -> Vec<(usize, String)> {
        let inner = self.path.ends_with("/mod.rs");
        let depth = self.path.matches('/').count() + usize::from(!inner);
        let to_root = "super::".repeat(depth);
        let mut used = Vec::new();
        for prefix in ["crate::", to_root.as_str()] {
            for at in occurrences(&self.code, prefix.trim_end_matches("::")) {
                let rest = &self.code[at..];
                if !rest.starts_with(prefix) || self.code[..at].ends_with("::") {
                    continue;
                }
                used.extend(
                    heads(&rest[prefix.len()..]).map(|name| (line_of(&self.code, at), name)),
                );
            }
        }
        used.retain(|(_, name)| !matches!(name.as_str(), "super" | "self" | ""));
        used
    }

    /// Pages named from a page: `crate::pages::x` or `super::x` of a file beside it.
    pub fn pages_used(&self) -> Vec<(usize, String)> {
        if self.path == "pages/mod.rs" {
            return Vec::new();
        }
        let own = self
            .path
            .trim_start_matches("pages/")
            .split(['/', '.'])
            .next()
            .unwrap_or_default();
        let mut used = Vec::new();
        for at in occurrences(&self.code, "crate") {
            let Some(rest) = self.code[at..].strip_prefix("crate::pages::") else {
                continue;
            };
            used.extend(
                heads(rest)
                    .filter(|page| page != own)
                    .map(|page| (line_of(&self.code, at), page)),
            );
        }
        used
    }

    pub fn crates_named<'a>(&self, names: &[&'a str]) -> Vec<(usize, &'a str)> {
        let mut named = Vec::new();
        for name in names {
            for at in occurrences(&self.code, name) {
                let after = &self.code[at + name.len()..];
                let path = after.starts_with("::") || after.starts_with(';');
                let before = &self.code[..at];
                let outer = !before.ends_with("::") && !before.ends_with('.');
                // `use leptos::{web_sys::…}` names what leptos gives on, not the crate itself.
                let statement = before.rsplit(';').next().unwrap_or_default();
                let given_on = statement
                    .lines()
                    .any(|line| line.trim_start().starts_with("use leptos::"));
                if path && outer && !given_on {
                    named.push((line_of(&self.code, at), *name));
                }
            }
        }
        named
    }

    pub fn chinese_literals(&self) -> Vec<(usize, &str)> {
        let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        self.literals
            .iter()
            .filter(|(_, text)| text.chars().any(chinese))
            .map(|(line, text)| (*line, text.as_str()))
            .collect()
    }
}

/// The first names of a path or of a group of paths: `{a::b, c}` gives a and c.
fn heads(rest: &str) -> impl Iterator<Item = String> + use<> {
    let mut names = Vec::new();
    if let Some(group) = rest.strip_prefix('{') {
        let mut depth = 0;
        let mut start = true;
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => start = true,
                c if start && depth == 0 && (c.is_alphabetic() || c == '_') => {
                    names.push(word(&group[at..]));
                    start = false;
                }
                _ => {}
            }
        }
    } else {
        names.push(word(rest));
    }
    names.into_iter()
}

fn word(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

fn occurrences<'a>(code: &'a str, name: &'a str) -> impl Iterator<Item = usize> + 'a {
    let part_of_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    code.match_indices(name)
        .filter(move |(at, _)| {
            !part_of_word(code[..*at].chars().next_back())
                && !part_of_word(code[at + name.len()..].chars().next())
        })
        .map(|(at, _)| at)
}

fn line_of(code: &str, at: usize) -> usize {
    code[..at].matches('\n').count() + 1
}

/// Blanks comments and literals; gives the string literals with their lines.
fn strip(text: &str) -> (String, Vec<(usize, String)>) {
    let mut code = String::with_capacity(text.len());
    let mut literals = Vec::new();
    let mut rest = text;
    let mut line = 1;
    while let Some(c) = rest.chars().next() {
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if let Some(inside) = rest.strip_prefix("r#\"") {
            let length = inside.find("\"#").unwrap_or(inside.len());
            literals.push((line, inside[..length].to_owned()));
            (length + 5).min(rest.len())
        } else if c == '"' {
            let end = closing_quote(rest);
            literals.push((line, rest[1..end.saturating_sub(1).max(1)].to_owned()));
            end
        } else if rest.starts_with("'\"'") {
            3
        } else if let Some(inside) = rest.strip_prefix("'\\") {
            inside.find('\'').map_or(1, |at| at + 3)
        } else {
            code.push(c);
            line += usize::from(c == '\n');
            rest = &rest[c.len_utf8()..];
            continue;
        };
        let gone = &rest[..taken];
        code.extend(gone.chars().filter(|c| *c == '\n'));
        line += gone.matches('\n').count();
        rest = &rest[taken..];
    }
    (code, literals)
}

fn closing_quote(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}
