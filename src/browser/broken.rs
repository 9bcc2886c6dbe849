//! A profile that can't be used, told in words to whoever connects a backend.

use crate::{
    domain::lang::Lang,
    i18n::{
        broken::{BrokenWords, broken},
        fill,
    },
    profile::error::{Kind, ProfileError, Remedy, What},
};

/// The file, the place in the merged profile, what is wrong and what mends it.
pub(super) fn told(lang: Lang, file: &str, error: &ProfileError) -> String {
    let w = broken(lang);
    let place = match error.pointer.as_str() {
        "" => w.whole,
        pointer => pointer,
    };
    let values = [
        ("file", file),
        ("place", place),
        ("what", what(w, error.what)),
        ("remedy", &remedy(w, error.remedy)),
    ];
    fill(w.told, &values)
}

fn what(w: &'static BrokenWords, what: What) -> &'static str {
    match what {
        What::ConfigNotJson => w.config_not_json,
        What::PresetNotJson => w.preset_not_json,
        What::Missing => w.missing,
        What::WrongType => w.wrong_type,
        What::UnknownKey => w.unknown_key,
        What::NotAllowed => w.not_allowed,
        What::BadPointer => w.bad_pointer,
        What::UnknownPlaceholder => w.unknown_placeholder,
        What::BadAddress => w.bad_address,
        What::BadHeader => w.bad_header,
        What::Contradiction => w.contradiction,
        What::NoProof => w.no_proof,
    }
}

fn remedy(w: &'static BrokenWords, remedy: Remedy) -> String {
    let plain = match remedy {
        Remedy::Write(kind) => return fill(w.write, &[("kind", self::kind(w, kind))]),
        Remedy::OneOf(names) => return fill(w.one_of, &[("names", &names.join(" "))]),
        Remedy::Describe(names) => return fill(w.describe, &[("names", names)]),
        Remedy::MendJson => w.mend_json,
        Remedy::Add => w.add,
        Remedy::Remove => w.remove,
        Remedy::WriteName => w.write_name,
        Remedy::WriteAddress => w.write_address,
        Remedy::WriteSafeAddress => w.write_safe_address,
        Remedy::WritePhone => w.write_phone,
        Remedy::WriteOrigin => w.write_origin,
        Remedy::WritePath => w.write_path,
        Remedy::WritePointer => w.write_pointer,
        Remedy::WriteHeader => w.write_header,
        Remedy::WriteEcho => w.write_echo,
    };
    plain.to_owned()
}

fn kind(w: &'static BrokenWords, kind: Kind) -> &'static str {
    match kind {
        Kind::Text => w.text,
        Kind::Whole => w.number,
        Kind::Flag => w.flag,
        Kind::List => w.list,
        Kind::Object => w.object,
        Kind::Pair => w.pair,
    }
}
