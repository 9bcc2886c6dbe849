//! What a district published about a year, as published: each figure with its measure word, its scope, and whether it says
//! "at least". There is no sum of figures: those of different scope don't add up.

use super::{answer::Answer, lang::Lang};
use std::collections::BTreeMap;

/// A text in both languages.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said {
    zh: String,
    en: String,
}

impl Said {
    /// The text in a language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::ZhCn => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// The published figures of a year.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Figures {
    /// The year.
    pub year: u16,
    /// Where they are from.
    pub source: Said,
    /// Under what they are shown: the id that figures name, and its name.
    pub groups: Vec<(String, Said)>,
    /// Whose they are.
    pub districts: Vec<District>,
}

/// The figures of one district.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct District {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Said,
    /// As published.
    pub figures: Vec<Figure>,
    /// What nobody published and follows from two figures.
    pub derived: Vec<Derived>,
}

/// One published figure.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Figure {
    /// Its id within the district.
    pub id: String,
    /// What was counted.
    pub name: Said,
    /// How many; none where none was published, which is not zero.
    pub amount: Option<Amount>,
    /// The measure word.
    pub measure: Said,
    /// What it covers, where the text says so.
    pub scope: Option<Said>,
    /// The group that it is shown under.
    pub group: String,
}

/// A published number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Amount {
    /// The number.
    pub number: u64,
    /// 余: that many and more.
    pub at_least: bool,
}

/// One figure divided by another of the same district and scope.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Derived {
    /// What it says.
    pub name: Said,
    /// Its value in tenths, rounded half up.
    pub tenths: u64,
    /// The measure word.
    pub measure: Said,
    /// What is divided.
    pub upper: Figure,
    /// By what.
    pub lower: Figure,
}

/// Figures that can't be read, by the place of the first mistake.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the figures are wrong at {0}")]
pub struct FiguresError(pub String);

impl Figures {
    /// Reads a file of figures.
    pub fn read(file: &Answer) -> Result<Self, FiguresError> {
        let file = Place {
            answer: file,
            at: String::new(),
        };
        if file.part("version")?.number()? != 1 {
            return Err(file.part("version")?.wrong());
        }
        let year = file.part("year")?;
        let groups = file.part("groups")?.each(|it| {
            let (id, name) = (it.part("id")?.text()?, it.part("name")?.said()?);
            Ok((id, name))
        })?;
        Ok(Self {
            year: u16::try_from(year.number()?).map_err(|_| year.wrong())?,
            source: file.part("source")?.said()?,
            districts: file.part("districts")?.each(|it| district(it, &groups))?,
            groups,
        })
    }
}

fn district(place: &Place<'_>, groups: &[(String, Said)]) -> Result<District, FiguresError> {
    let figures = place.part("figures")?.each(|it| figure(it, groups))?;
    let derived = place
        .maybe("derived")
        .map_or_else(|| Ok(Vec::new()), |it| it.each(|it| derived(it, &figures)))?;
    Ok(District {
        id: place.part("id")?.text()?,
        name: place.part("name")?.said()?,
        figures,
        derived,
    })
}

fn figure(place: &Place<'_>, groups: &[(String, Said)]) -> Result<Figure, FiguresError> {
    let at_least = place.maybe("at_least").map(|it| it.flag()).transpose()?;
    let value = place.part("value")?;
    let amount = if *value.answer == Answer::Null {
        None
    } else {
        Some(Amount {
            number: value.number()?,
            at_least: at_least.unwrap_or_default(),
        })
    };
    let group = place.part("group")?;
    let named = group.text()?;
    if !groups.iter().any(|(id, _)| *id == named) {
        return Err(group.wrong());
    }
    Ok(Figure {
        id: place.part("id")?.text()?,
        name: place.part("name")?.said()?,
        amount,
        measure: place.part("measure")?.said()?,
        scope: place.maybe("scope").map(|it| it.said()).transpose()?,
        group: named,
    })
}

/// Of exact figures of one scope alone: what else two numbers come to, nobody can say.
fn derived(place: &Place<'_>, figures: &[Figure]) -> Result<Derived, FiguresError> {
    let of = place.part("of")?;
    let two = of.each(|it| {
        let id = it.text()?;
        let found = figures.iter().find(|figure| figure.id == id);
        let exact = |figure: &&Figure| figure.amount.is_some_and(|amount| !amount.at_least);
        found.filter(exact).cloned().ok_or_else(|| it.wrong())
    })?;
    let [upper, lower] = <[Figure; 2]>::try_from(two).map_err(|_| of.wrong())?;
    let form = place.part("form")?;
    let tenths_of_one = match form.text()?.as_str() {
        "share" if upper.measure == lower.measure => 1000,
        "mean" => 10,
        _ => return Err(form.wrong()),
    };
    let (Some(above), Some(below)) = (upper.amount, lower.amount) else {
        return Err(of.wrong());
    };
    let tenths = (upper.scope == lower.scope)
        .then(|| divided(above.number, tenths_of_one, below.number))
        .flatten();
    Ok(Derived {
        name: place.part("name")?.said()?,
        tenths: tenths.ok_or_else(|| of.wrong())?,
        measure: place.part("measure")?.said()?,
        upper,
        lower,
    })
}

/// `above · times / below`, rounded half up.
fn divided(above: u64, times: u64, below: u64) -> Option<u64> {
    let whole = above.checked_mul(times)?.checked_add(below / 2)?;
    whole.checked_div(below)
}

/// A part of the file and where it stands.
struct Place<'a> {
    answer: &'a Answer,
    at: String,
}

impl<'a> Place<'a> {
    fn wrong(&self) -> FiguresError {
        FiguresError(self.at.clone())
    }

    fn group(&self) -> Result<&'a BTreeMap<String, Answer>, FiguresError> {
        if let Answer::Group(group) = self.answer {
            return Ok(group);
        }
        Err(self.wrong())
    }

    fn maybe(&self, key: &str) -> Option<Place<'a>> {
        let answer = self.group().ok()?.get(key)?;
        let at = format!("{}/{key}", self.at);
        Some(Place { answer, at })
    }

    fn part(&self, key: &str) -> Result<Place<'a>, FiguresError> {
        let missing = || FiguresError(format!("{}/{key}", self.at));
        self.maybe(key).ok_or_else(missing)
    }

    fn each<T>(
        &self,
        read: impl Fn(&Place<'a>) -> Result<T, FiguresError>,
    ) -> Result<Vec<T>, FiguresError> {
        let Answer::List(items) = self.answer else {
            return Err(self.wrong());
        };
        let places = items.iter().enumerate().map(|(place, answer)| Place {
            answer,
            at: format!("{}/{place}", self.at),
        });
        places.map(|place| read(&place)).collect()
    }

    fn text(&self) -> Result<String, FiguresError> {
        if let Answer::Text(text) = self.answer
            && !text.trim().is_empty()
        {
            return Ok(text.clone());
        }
        Err(self.wrong())
    }

    fn number(&self) -> Result<u64, FiguresError> {
        let Answer::Int(number) = self.answer else {
            return Err(self.wrong());
        };
        u64::try_from(*number).map_err(|_| self.wrong())
    }

    fn flag(&self) -> Result<bool, FiguresError> {
        if let Answer::Flag(flag) = self.answer {
            return Ok(*flag);
        }
        Err(self.wrong())
    }

    fn said(&self) -> Result<Said, FiguresError> {
        Ok(Said {
            zh: self.part(Lang::ZhCn.tag())?.text()?,
            en: self.part(Lang::En.tag())?.text()?,
        })
    }
}
