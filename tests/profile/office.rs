//! Whom members call who are stuck.

use super::*;
use dajuan::{domain::lang::Lang, profile::office::office_of};

fn named(office: Value) -> Value {
    json!({ "dialect": "pocketbase", "office": office })
}

#[test]
fn an_office_is_its_number_and_maybe_its_name_and_hours() {
    assert_eq!(profile().office, None);
    let bare = with(named(json!({ "phone": "+86 (23) 4240-1234" }))).unwrap();
    let bare = bare.office.unwrap();
    assert_eq!(
        (bare.phone.as_str(), bare.name, bare.hours),
        ("+86 (23) 4240-1234", None, None)
    );
    let name = json!({ "zh-CN": "政协办公室", "en": "The office" });
    let hours = json!({ "zh-CN": "工作日 9:00–17:00", "en": "Weekdays 9 to 5" });
    let whole = named(json!({ "phone": "110", "name": name, "hours": hours }));
    let whole = with(whole).unwrap().office.unwrap();
    let told = |lang| {
        let hours = whole.hours.as_ref().map(|hours| hours.get(lang));
        (whole.name.as_ref().unwrap().get(lang), hours)
    };
    assert_eq!(told(Lang::ZhCn), ("政协办公室", Some("工作日 9:00–17:00")));
    assert_eq!(told(Lang::En), ("The office", Some("Weekdays 9 to 5")));
}

#[test]
fn what_can_t_be_called_is_no_number() {
    for phone in ["", "12", "wechat", "javascript:1", "023 4240;ext=1"] {
        let error = with(named(json!({ "phone": phone }))).err();
        let error = error.unwrap_or_else(|| panic!("{phone}"));
        assert_eq!(
            (error.pointer.as_str(), error.what, error.remedy),
            ("/office/phone", What::NotAllowed, Remedy::WritePhone)
        );
    }
    let one_language = named(json!({ "phone": "110", "name": { "zh-CN": "政协办公室" } }));
    let error = with(one_language).err().unwrap();
    assert_eq!(
        (error.pointer.as_str(), error.what),
        ("/office/name/en", What::Missing)
    );
}

#[test]
fn where_the_profile_is_broken_its_config_still_says_whom_to_call() {
    let broken = json!({ "dialect": "pocketbase", "base": 1, "office": { "phone": "023-4240" } });
    let office = office_of(&broken.to_string());
    assert_eq!(office.map(|it| it.phone).as_deref(), Some("023-4240"));
    assert_eq!(office_of(r#"{"office":{"phone":1}}"#), None);
    assert_eq!(office_of("{"), None);
}
