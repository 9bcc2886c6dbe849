//! Route ⇄ path: one table for the stand-alone app and, later, for a portal's hash.

use crate::domain::{client_ref::ClientRef, day::Day, event::EventId, record::KindId};

/// A screen, with what it shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Route {
    /// 首页
    Home,
    /// 登录
    SignIn,
    /// 首次使用、忘记密码
    SetPassword,
    /// 记什么: a kind is chosen.
    Choose,
    /// A new entry of this kind.
    New(KindId),
    /// A draft, open for writing.
    Draft(ClientRef),
    /// 记录
    Records,
    /// One record: waiting or received.
    Record(ClientRef),
    /// 我的
    Me,
    /// 通知
    Notices,
    /// 待发送
    Outbox,
    /// 自检
    Doctor,
    /// 分享来的照片
    Share,
    /// 帮助
    Help,
    /// 隐私: what is kept where, who looked, and the way to take all of it.
    Privacy,
    /// 怎么用: three screens for the first time.
    Guide,
    /// 部件: every component, for whoever reviews the look.
    Style,
    /// 活动: the list, or a month of a year.
    Events(Option<(u16, u8)>),
    /// One event.
    Event(EventId),
    /// 签到
    CheckIn(EventId),
    /// 待我审批
    Approvals,
    /// 履职答卷: of this year, or of another.
    Year(Option<u16>),
    /// 年度履职报告
    Report(u16),
    /// 各区公布的数字
    District,
    /// An address that names no screen.
    Unknown,
}

impl Route {
    /// Reads a path; a trailing slash, a query and a fragment change nothing.
    pub fn parse(path: &str) -> Self {
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        let (first, second, third) = (parts.next(), parts.next(), parts.next());
        let reference = |text: &str| ClientRef::parse(text).ok();
        match (first, second, third) {
            (None, None, None) => Self::Home,
            (Some("sign-in"), None, None) => Self::SignIn,
            (Some("set-password"), None, None) => Self::SetPassword,
            (Some("new"), None, None) => Self::Choose,
            (Some("new"), Some(kind), None) if is_id(kind) => Self::New(KindId(kind.to_owned())),
            (Some("drafts"), Some(text), None) => {
                reference(text).map_or(Self::Unknown, Self::Draft)
            }
            (Some("records"), None, None) => Self::Records,
            (Some("records"), Some(text), None) => {
                reference(text).map_or(Self::Unknown, Self::Record)
            }
            (Some("me"), None, None) => Self::Me,
            (Some("notices"), None, None) => Self::Notices,
            (Some("outbox"), None, None) => Self::Outbox,
            // Where it is switched on, an integrator finds the check of the backend there.
            (Some("doctor" | "check"), None, None) => Self::Doctor,
            (Some("share"), None, None) => Self::Share,
            (Some("help"), None, None) => Self::Help,
            (Some("privacy"), None, None) => Self::Privacy,
            (Some("guide"), None, None) => Self::Guide,
            (Some("style"), None, None) => Self::Style,
            (Some("events"), second, third) => events(second, third, parts.next()),
            (Some("approvals"), None, None) => Self::Approvals,
            (Some("year"), None, None) => Self::Year(None),
            (Some("year"), Some(text), third) => {
                let first = Day::parse(&format!("{text}-01-01"));
                match (first, third, parts.next()) {
                    (Ok(day), None, _) => Self::Year(Some(day.year())),
                    (Ok(day), Some("report"), None) => Self::Report(day.year()),
                    _ => Self::Unknown,
                }
            }
            (Some("district"), None, None) => Self::District,
            _ => Self::Unknown,
        }
    }

    /// The path that reads back as this route; `Unknown` leads home.
    pub fn path(&self) -> String {
        match self {
            Self::Home | Self::Unknown => "/".to_owned(),
            Self::SignIn => "/sign-in".to_owned(),
            Self::SetPassword => "/set-password".to_owned(),
            Self::Choose => "/new".to_owned(),
            Self::New(kind) => format!("/new/{}", kind.0),
            Self::Draft(reference) => format!("/drafts/{reference}"),
            Self::Records => "/records".to_owned(),
            Self::Record(reference) => format!("/records/{reference}"),
            Self::Me => "/me".to_owned(),
            Self::Notices => "/notices".to_owned(),
            Self::Outbox => "/outbox".to_owned(),
            Self::Doctor => "/doctor".to_owned(),
            Self::Share => "/share".to_owned(),
            Self::Help => "/help".to_owned(),
            Self::Guide => "/guide".to_owned(),
            Self::Privacy => "/privacy".to_owned(),
            Self::Style => "/style".to_owned(),
            Self::Events(None) => "/events".to_owned(),
            Self::Events(Some((year, month))) => format!("/events/month/{year:04}-{month:02}"),
            Self::Event(id) => format!("/events/{}", id.as_str()),
            Self::CheckIn(id) => format!("/events/{}/check-in", id.as_str()),
            Self::Approvals => "/approvals".to_owned(),
            Self::Year(None) => "/year".to_owned(),
            Self::Year(Some(year)) => format!("/year/{year:04}"),
            Self::Report(year) => format!("/year/{year:04}/report"),
            Self::District => "/district".to_owned(),
        }
    }

    /// Whether it is a page of the events.
    pub fn is_of_events(&self) -> bool {
        matches!(
            self,
            Self::Events(_) | Self::Event(_) | Self::CheckIn(_) | Self::Approvals
        )
    }

    /// A short name for tests, measurements and logs; says nothing of the content.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::SignIn => "sign-in",
            Self::SetPassword => "set-password",
            Self::Choose => "choose",
            Self::New(_) => "new",
            Self::Draft(_) => "draft",
            Self::Records => "records",
            Self::Record(_) => "record",
            Self::Me => "me",
            Self::Notices => "notices",
            Self::Outbox => "outbox",
            Self::Doctor => "doctor",
            Self::Share => "share",
            Self::Help => "help",
            Self::Guide => "guide",
            Self::Privacy => "privacy",
            Self::Style => "style",
            Self::Events(_) => "events",
            Self::Event(_) => "event",
            Self::CheckIn(_) => "check-in",
            Self::Approvals => "approvals",
            Self::Year(_) => "year",
            Self::Report(_) => "report",
            Self::District => "district",
            Self::Unknown => "unknown",
        }
    }
}

/// What stands behind `/events`.
fn events(second: Option<&str>, third: Option<&str>, more: Option<&str>) -> Route {
    let route = match (second, third, more) {
        (None, None, None) => Some(Route::Events(None)),
        (Some("month"), Some(text), None) => month(text).map(|month| Route::Events(Some(month))),
        (Some(id), None, None) => EventId::parse(id).ok().map(Route::Event),
        (Some(id), Some("check-in"), None) => EventId::parse(id).ok().map(Route::CheckIn),
        _ => None,
    };
    route.unwrap_or(Route::Unknown)
}

/// `2026-11`
fn month(text: &str) -> Option<(u16, u8)> {
    let day = Day::parse(&format!("{text}-01")).ok()?;
    Some((day.year(), day.month()))
}

/// Ids of kinds are lower-case words: nothing else can be in an address.
fn is_id(text: &str) -> bool {
    text.len() <= 64
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_route_reads_back() {
        let reference = ClientRef::from_chance([7; 16]);
        let routes = [
            Route::Home,
            Route::SignIn,
            Route::SetPassword,
            Route::Choose,
            Route::New(KindId("reading_share".to_owned())),
            Route::Draft(reference.clone()),
            Route::Records,
            Route::Record(reference),
            Route::Me,
            Route::Notices,
            Route::Outbox,
            Route::Doctor,
            Route::Share,
            Route::Help,
            Route::Guide,
            Route::Privacy,
            Route::Style,
            Route::Events(None),
            Route::Events(Some((2026, 2))),
            Route::Event(EventId::parse("r4nd0m").expect("an id")),
            Route::CheckIn(EventId::parse("r4nd0m").expect("an id")),
            Route::Approvals,
            Route::Year(None),
            Route::Year(Some(2025)),
            Route::Report(2025),
            Route::District,
        ];
        for route in routes {
            assert_eq!(Route::parse(&route.path()), route);
            assert_eq!(Route::parse(&format!("{}/?a=b#c", route.path())), route);
        }
    }

    #[test]
    fn the_check_of_a_backend_is_below_that_of_the_phone() {
        assert_eq!(Route::parse("/check"), Route::Doctor);
    }

    #[test]
    fn what_names_no_screen_is_unknown() {
        for path in [
            "/x",
            "/records/1",
            "/records/1/2",
            "/new/../..",
            "/new/<b>",
            "/drafts/",
            "/me/you",
            "/events/month/2026-13",
            "/events/a/check-out",
            "/events/a/check-in/b",
            "/approvals/1",
            "/year/25",
            "/year/2025/1",
            "/year/25/report",
            "/year/2025/report/1",
            "/district/1",
            "/help/1",
        ] {
            let route = Route::parse(path);
            assert!(matches!(route, Route::Unknown), "{path}: {route:?}");
        }
    }

    proptest! {
        #[test]
        fn any_address_is_some_screen(path in ".*") {
            let route = Route::parse(&path);
            prop_assert!(route.path().starts_with('/'));
        }
    }
}
