from tests.browser.person import Person, days_ago
from tests.browser.test_what_if import today, panel, WATCH
from playwright.sync_api import expect
def test_shots(phone):
    for scheme in ("light","dark"):
        p = Person.signed_up(phone(color_scheme=scheme, device_scale_factor=1)); page=p.page
        p.log_run(days_ago(5), "07:00", effort=8); p.log_run(days_ago(3), "07:00", effort=8)
        page.add_init_script(WATCH)
        page.goto("/log/run"); page.screenshot(path=f"/tmp/logmend/{scheme}-1-empty.png")
        p.fill(distance="10", duration="45"); expect(panel(page)).not_to_be_empty(); page.screenshot(path=f"/tmp/logmend/{scheme}-2-line.png")
        p.choose_effort(8); p.start_at(days_ago(4), "08:00"); expect(panel(page)).to_contain_text("back"); page.screenshot(path=f"/tmp/logmend/{scheme}-3-flag.png")
        for _ in range(4):
            p.choose_effort(3); expect(panel(page)).not_to_contain_text("back"); p.choose_effort(8); expect(panel(page)).to_contain_text("back")
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)"); page.screenshot(path=f"/tmp/logmend/{scheme}-4-bottom.png")
        print(scheme, sum(page.evaluate("window.shifts")), page.evaluate("[...document.querySelectorAll('.save, .save .main, .says')].map(e=>[e.className, e.getBoundingClientRect().height])"))
        page.goto("/log/lift"); page.screenshot(path=f"/tmp/logmend/{scheme}-5-lift.png")
        print(page.evaluate("[...document.querySelectorAll('.save, .save button')].map(e=>[e.className, e.getBoundingClientRect().height, e.getBoundingClientRect().width])"))
    p = Person.signed_up(phone(java_script_enabled=False), False); page=p.page
    p.log_run(days_ago(5), "07:00", effort=8); p.log_run(days_ago(3), "07:00", effort=8)
    page.goto("/log/run"); page.screenshot(path="/tmp/logmend/nojs-1.png")
    p.fill(distance="10", duration="45"); p.choose_effort(8); p.start_at(days_ago(4), "08:00")
    page.get_by_role("button", name="What would").click(); page.screenshot(path="/tmp/logmend/nojs-2.png", )
    p = Person.signed_up(phone(viewport={"width":320,"height":640})); page=p.page
    p.log_run(days_ago(5), "07:00", effort=8)
    page.goto("/log/run"); page.screenshot(path="/tmp/logmend/320-1.png")
    p.fill(distance="10", duration="45"); p.choose_effort(8); expect(panel(page)).not_to_be_empty(); page.screenshot(path="/tmp/logmend/320-2.png")
    p.start_at(days_ago(4), "08:00"); expect(panel(page)).to_contain_text("back"); page.screenshot(path="/tmp/logmend/320-3.png")
    print(page.evaluate("[document.documentElement.scrollWidth, innerWidth]"))
