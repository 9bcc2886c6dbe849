//! International Standard Book Numbers.

use super::number::narrow;

/// An ISBN whose check digit is right, as 13 digits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Isbn(String);

impl Isbn {
    /// Reads 10 or 13 digits as printed or typed: hyphens, spaces, full-width digits and a leading
    /// `ISBN` are let through; ten digits become thirteen.
    pub fn parse(typed: &str) -> Option<Self> {
        let mut digits = Vec::with_capacity(13);
        for letter in typed.chars().map(narrow) {
            match letter {
                ' ' | '-' => {}
                'I' | 'S' | 'B' | 'N' | 'i' | 's' | 'b' | 'n' | ':' if digits.is_empty() => {}
                'X' | 'x' if digits.len() == 9 => digits.push(10),
                _ => digits.push(letter.to_digit(10)?),
            }
        }
        if digits.len() == 10 {
            let weighted = digits.iter().zip((1..=10).rev());
            let sum: u32 = weighted.map(|(digit, weight)| digit * weight).sum();
            digits.pop();
            let mut long = vec![9, 7, 8];
            long.append(&mut digits);
            long.push((10 - weighted_by_1_and_3(&long) % 10) % 10);
            digits = if sum.is_multiple_of(11) { long } else { digits };
        }
        let right = digits.len() == 13
            && matches!(digits.get(..3), Some([9, 7, 8 | 9]))
            && !digits.contains(&10)
            && weighted_by_1_and_3(&digits).is_multiple_of(10);
        let text = || digits.iter().filter_map(|d| char::from_digit(*d, 10));
        right.then(|| Self(text().collect()))
    }

    /// Thirteen digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn weighted_by_1_and_3(digits: &[u32]) -> u32 {
    let weighted = digits.iter().zip([1, 3].into_iter().cycle());
    weighted.map(|(digit, weight)| digit * weight).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_lengths_are_read_as_printed() {
        for typed in [
            "9787020002207",
            "978-7-02-000220-7",
            "ISBN 978-7-02-000220-7",
            "ISBN：９７８７０２０００２２０７",
            "702000220X",
            "7-02-000220-x",
        ] {
            let isbn = Isbn::parse(typed);
            assert_eq!(
                isbn.as_ref().map(Isbn::as_str),
                Some("9787020002207"),
                "{typed}"
            );
        }
        assert!(Isbn::parse("979-10-90636-07-1").is_some());
        let with_x = Isbn::parse("0-8044-2957-x");
        assert_eq!(with_x.as_ref().map(Isbn::as_str), Some("9780804429573"));
    }

    #[test]
    fn one_wrong_digit_is_found() {
        let right = "9787020002207";
        for place in 0..13 {
            for digit in '0'..='9' {
                let mut typed: Vec<char> = right.chars().collect();
                typed[place] = digit;
                let typed: String = typed.into_iter().collect();
                assert_eq!(Isbn::parse(&typed).is_some(), typed == right, "{typed}");
            }
        }
        for typed in [
            "",
            "978",
            "X787020002",
            "97870200022X7",
            "1234567890128",
            "10019·3321",
        ] {
            assert_eq!(Isbn::parse(typed), None, "{typed}");
        }
    }
}
