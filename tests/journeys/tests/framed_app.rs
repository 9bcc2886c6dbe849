//! The app itself in a frame of a portal, from the backend that members use: who may show it, and a member's day in it.

use dajuan_journeys::{Engine, Frames, Phone, World, app, until};
use serde_json::{Value, json};

/// The app's own part of the frame.
const ROOT: &str = "document.querySelector('dajuan-portal')?.shadowRoot?.querySelector('.root')";
const SANDBOX: &str = "allow-scripts allow-same-origin allow-forms allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox";

async fn at_portal(frames: &Frames, world: &World, site: &str) -> Phone {
    let mut phone = frames.phone(site).await;
    open(&mut phone, world).await;
    phone
}

async fn open(phone: &mut Phone, world: &World) {
    let page = format!("/real.html?app={}", world.proxy.origin());
    phone.goto(&page).await;
    phone.ready("portal").await;
}

/// The member with this number is signed in to the portal.
async fn portal_has(phone: &Phone, world: &World, member: &str) -> String {
    let backend = world.backend();
    let token = backend.sign_in("members", member, app::PASSWORD).await;
    phone.script(&format!("has('{token}')")).await;
    token
}

/// Waits until this screen can be used in the frame.
async fn shows(phone: &Phone, screen: &str) {
    let ready = format!("{ROOT}?.getAttribute('{}') === '{screen}'", app::READY);
    phone
        .frame_has(&format!("the screen `{screen}`"), &ready)
        .await;
}

/// Waits until this can be read in the frame.
async fn reads(phone: &Phone, text: &str) {
    let there = format!("{ROOT}?.innerText.includes('{text}')");
    phone.frame_has(&format!("the text `{text}`"), &there).await;
}

async fn press(phone: &Phone, css: &str) {
    let press = format!(
        "(() => {{ const it = {ROOT}?.querySelector(\"{css}\"); it?.click(); return it != null; }})()"
    );
    phone
        .frame_has(&format!("{css} to be pressed"), &press)
        .await;
}

async fn fill(phone: &Phone, css: &str, text: &str) {
    let fill = format!(
        "(() => {{ const it = {ROOT}?.querySelector('{css}'); if (!it) return false; it.value = '{text}';
        it.dispatchEvent(new Event('input', {{ bubbles: true, composed: true }})); return true; }})()"
    );
    phone
        .frame_has(&format!("{css} to be filled in"), &fill)
        .await;
}

/// Waits until the portal was told this of the app, and gives it.
async fn told(phone: &Phone, name: &str) -> Value {
    let last = format!("events.findLast(({{ name }}) => name === '{name}')?.detail ?? null");
    until(name, async || {
        let detail = phone.script(&last).await;
        (!detail.is_null()).then_some(detail)
    })
    .await
}

#[tokio::test]
async fn a_member_of_the_portal_writes_in_the_frame_and_it_arrives_and_the_token_is_nowhere() {
    let frames = Frames::start().await;
    let world = World::start_framed_by(&frames.site("portal")).await;
    let mut phone = at_portal(&frames, &world, "portal").await;
    let token = portal_has(&phone, &world, app::NEW_MEMBER).await;
    phone
        .script(&format!("show({{ sandbox: '{SANDBOX}' }})"))
        .await;
    shows(&phone, app::HOME.ready).await;
    told(&phone, "ready").await;
    assert_eq!(phone.script("asked").await, json!([false]));

    // The portal leads to a form; the address of the portal stays as it was.
    let before = phone.script("location.href").await;
    phone.script("host.go('/new/reading_share')").await;
    shows(&phone, app::NEW_READING_SHARE.ready).await;
    assert_eq!(
        told(&phone, "route").await["path"],
        app::NEW_READING_SHARE.path
    );
    fill(&phone, "#field-title", "乡土中国").await;
    press(&phone, "form .foot button.go").await;
    shows(&phone, "record").await;
    told(&phone, "queued").await;
    until("all to be sent", async || {
        (told(&phone, "sent").await["unsent"] == 0).then_some(())
    })
    .await;
    assert_eq!(phone.script("host.unsentCount()").await, 0);
    let rows = world.backend().records_of(app::NEW_MEMBER).await;
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!(phone.script("location.href").await, before);

    // The next screen is read from its beginning, wherever the portal's page was.
    let top = "frame.getBoundingClientRect().top";
    phone.script("host.go('/me')").await;
    shows(&phone, app::ME.ready).await;
    let tall = "document.documentElement.scrollHeight > 600 + innerHeight";
    phone.wait_for("the whole screen", tall).await;
    phone.script("scrollTo(0, 600)").await;
    let gone = phone.script(&format!("{top} < 0")).await;
    assert_eq!(gone, true);
    phone.script("host.go('/new/reading_share')").await;
    let begun = format!("Math.abs({top}) < 1");
    phone.wait_for("the beginning of the screen", &begun).await;

    // As high as what it shows, whatever that is, and nothing scrolls in it.
    for screen in ["/me", "/new/reading_share", "/records"] {
        phone.script(&format!("host.go('{screen}')")).await;
        let fits = "innerHeight - Math.ceil(document.body.getBoundingClientRect().height) === 0 && document.scrollingElement.scrollHeight <= innerHeight";
        let there = format!("location.hash === '#{screen}' && {fits}");
        phone
            .frame_has(&format!("the height of {screen}"), &there)
            .await;
    }

    let none = "events.every(({ name, detail }) => name !== 'height' || detail.height > 0)";
    assert_eq!(phone.script(none).await, true);

    // The token went to the backend, in one header.
    let log = world.proxy.log();
    let mut carried = 0;
    for sent in &log {
        assert!(!sent.path.contains(&token), "{}", sent.path);
        assert!(!String::from_utf8_lossy(&sent.body).contains(&token));
        assert!(!sent.header("referer").is_some_and(|it| it.contains(&token)));
        carried += usize::from(
            sent.header("authorization")
                .is_some_and(|it| it.contains(&token)),
        );
    }
    assert!(carried > 3, "{carried}");
    assert_eq!(phone.places_of_frame(&token).await, Vec::<String>::new());
    phone.finish().await;
}

#[tokio::test]
async fn another_member_of_the_portal_is_another_in_the_frame() {
    let frames = Frames::start().await;
    let world = World::start_framed_by(&frames.site("portal")).await;
    let phone = at_portal(&frames, &world, "portal").await;
    portal_has(&phone, &world, app::MEMBER).await;
    phone.script("show()").await;
    shows(&phone, app::HOME.ready).await;
    phone.script("host.go('/me')").await;
    reads(&phone, "委员甲").await;
    portal_has(&phone, &world, app::OTHER_MEMBER).await;
    phone.script("host.memberChanged()").await;
    reads(&phone, "委员乙").await;
    // Nobody is: the next thing that is asked for says so.
    phone.script("has(null) ?? host.memberChanged()").await;
    phone.script("host.go('/records')").await;
    told(&phone, "auth-needed").await;
    phone.finish().await;
}

#[tokio::test]
async fn a_portal_without_a_script_shows_the_app_which_signs_in_by_itself() {
    let frames = Frames::start().await;
    let world = World::start_framed_by(&frames.site("portal")).await;
    let phone = at_portal(&frames, &world, "portal").await;
    phone
        .script("show({ connect: false, path: '/embed.html?lang=en&theme=dark#/me' })")
        .await;
    shows(&phone, app::SIGN_IN.ready).await;
    reads(&phone, "Member number or e-mail").await;
    let dressed =
        "document.documentElement.dataset.theme + document.querySelector('dajuan-portal').theme";
    assert_eq!(phone.in_frame(dressed).await, "darkdark");
    fill(&phone, "#identity", app::MEMBER).await;
    fill(&phone, "#password", app::PASSWORD).await;
    press(&phone, "#sign-in button.go").await;
    shows(&phone, app::ME.ready).await;
    phone.finish().await;
}

#[tokio::test]
async fn a_portal_of_the_same_site_shares_what_is_kept_and_the_apps_worker_leaves_the_frame_alone()
{
    let frames = Frames::start().await;
    let world = World::start_framed_by(&frames.same_site()).await;
    let mut phone = frames.phone("portal").await;
    if Engine::chosen() == Engine::WebKit {
        phone.leave_out("WebKitGTK shares nothing between the ports of a machine");
    }
    // The same machine by its number: a site, as its ports are.
    let own = world.proxy.origin().replace("localhost", "127.0.0.1");
    phone.set_origin(own.clone());
    phone.open_as(app::MEMBER, true).await;
    phone.kept_for_offline().await;
    phone.set_origin(frames.same_site());
    phone.goto(&format!("/real.html?app={own}")).await;
    phone.ready("portal").await;
    phone.script("show({ connect: false })").await;
    shows(&phone, app::HOME.ready).await;
    let worker = "navigator.serviceWorker.controller !== null";
    assert_eq!(phone.in_frame(worker).await, true);
    phone.finish().await;
}

#[tokio::test]
async fn a_stranger_can_frame_no_page_of_the_app_and_a_portal_only_the_one_for_it() {
    let frames = Frames::start().await;
    let world = World::start_framed_by(&frames.site("portal")).await;
    for (site, path) in [
        ("evil", "/embed.html"),
        ("portal", "/"),
        ("portal", "/office/"),
    ] {
        let mut phone = at_portal(&frames, &world, site).await;
        phone.in_chromium_alone("a script in the browser's own page");
        phone
            .script(&format!("show({{ connect: false, path: '{path}' }})"))
            .await;
        phone
            .frame_has(
                "the browser's own page",
                "location.protocol === 'chrome-error:'",
            )
            .await;
        let said = phone.complaints().await.join("\n");
        assert!(said.contains("frame-ancestors"), "{site} {path}: {said}");
        phone.finish().await;
    }
}

#[tokio::test]
async fn opened_by_itself_the_page_for_frames_leads_to_the_app() {
    let world = World::start_framed_by("http://portal.example").await;
    let mut phone = world.phone().await;
    phone.goto("/embed.html#/sign-in").await;
    phone.ready(app::SIGN_IN.ready).await;
    assert_eq!(phone.path().await, "/sign-in");
    phone.finish().await;
}

#[tokio::test]
async fn where_nothing_can_be_kept_a_member_still_writes_and_is_told_what_is_not() {
    let frames = Frames::start().await;
    let world = World::start_framed_by(&frames.site("portal")).await;
    let mut phone = frames
        .phone_that_keeps_nothing_within("portal", &world.proxy.origin())
        .await;
    open(&mut phone, &world).await;
    portal_has(&phone, &world, app::NEW_MEMBER).await;
    phone.script("show()").await;
    shows(&phone, app::HOME.ready).await;
    phone.frame_says("这里不能在本机保存").await;
    phone.script("host.go('/new/reading_share')").await;
    fill(&phone, "#field-title", "论语").await;
    press(&phone, "form .foot button.go").await;
    until("all to be sent", async || {
        (told(&phone, "sent").await["unsent"] == 0).then_some(())
    })
    .await;
    assert_eq!(world.backend().records_of(app::NEW_MEMBER).await.len(), 1);
    phone.finish().await;
}
