using Hub.Connectors.Abstractions;
using Hub.Connectors.Crm.CalDav;
using Hub.Tests.Support;
using Microsoft.AspNetCore.Http;
using static Hub.Tests.Connectors.Crm.CalDav.CalDavFixture;

namespace Hub.Tests.Connectors.Crm.CalDav;

/// <summary>Servers that answer otherwise than one hopes: tokens refused, calendars told in part, versions written in two ways.</summary>
public sealed class CalDavAnswersTests
{
    private const string Key = "0198f0a0000070008000000000000001";
    private const string Event = $"<response><href>/hub/bookings/{Key}.ics</href><propstat><prop><getetag>\"1\"</getetag></prop><status>HTTP/1.1 200 OK</status></propstat></response>";
    private const string Itself = "<response><href>/dav/hub/bookings/</href><propstat><prop><sync-token>t2</sync-token></prop><status>HTTP/1.1 200 OK</status></propstat></response>";
    private const string Full = "<response><href>/hub/bookings/</href><status>HTTP/1.1 507 Insufficient Storage</status></response>";

    [TestCase(400)]
    [TestCase(403)]
    [TestCase(405)]
    [TestCase(409)]
    [TestCase(410)]
    [CancelAfter(10_000)]
    public async Task A_token_that_is_refused_in_whatever_way_leads_to_all_that_is_there(int status, CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(async context =>
        {
            var body = await new StreamReader(context.Request.Body).ReadToEndAsync(cancellation);
            await (body.Contains("sync-collection") ? FakeVendor.Reply(context, status, "no") : FakeVendor.Reply(context, 207, Answer(Itself, Event), "application/xml"));
        });

        var page = await Pull(vendor, """{"Token":"t1","After":null,"Calendar":"/hub/bookings/"}""", cancellation);

        Assert.That(page.Outcome, Is.TypeOf<Outcome.Accepted>());
        Assert.That(page.Items.OfType<CrmListing>().Single().RemoteIds, Is.EqualTo(new[] { $"/hub/bookings/{Key}.ics" }));
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task A_server_that_fails_over_a_token_again_and_again_and_is_well_otherwise_is_read_as_a_whole(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(async context =>
        {
            var body = await new StreamReader(context.Request.Body).ReadToEndAsync(cancellation);
            await (body.Contains("sync-collection") ? FakeVendor.Reply(context, 500, "no") : FakeVendor.Reply(context, 207, Answer(Itself, Event), "application/xml"));
        });

        var (cursor, told) = ("""{"Token":"t1","After":null,"Calendar":"/hub/bookings/"}""", new List<int>());
        for (var read = 0; read < 3; read++)
        {
            var page = await Pull(vendor, cursor, cancellation);
            Assert.That(page.Outcome, Is.TypeOf<Outcome.Accepted>());
            told.Add(page.Items.Count);
            cursor = page.Next!;
        }

        Assert.That(told, Is.EqualTo(new[] { 0, 0, 1 }), "it may only have been busy");
        Assert.That(cursor, Does.Contain("t2").And.Contain("\"Refusals\":0"));
    }

    [TestCase(500)]
    [TestCase(503)]
    [CancelAfter(10_000)]
    public async Task A_server_that_fails_over_everything_keeps_its_token(int status, CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(status, "no");

        var page = await Pull(vendor, """{"Token":"t1","After":null,"Calendar":"/hub/bookings/","Refusals":2}""", cancellation);

        Assert.That((page.Outcome is Outcome.Transient, page.Next, page.Items.Count), Is.EqualTo((true, (string?)null, 0)));
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task A_cursor_of_another_calendar_begins_anew(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(207, Answer(Itself), "application/xml");

        var page = await Pull(vendor, """{"Token":"t1","After":null,"Calendar":"/hub/other/"}""", cancellation);

        Assert.That(page.Items.Single(), Is.TypeOf<CrmListing>());
        Assert.That(vendor.Requests.Select(request => request.Method), Is.All.EqualTo("PROPFIND"));
    }

    [TestCase(Event, TestName = "A_list_without_the_calendar_itself_is_none")]
    [TestCase(Full + Event, TestName = "A_list_that_was_cut_short_is_none")]
    [TestCase("", TestName = "A_list_of_nothing_is_none")]
    [CancelAfter(10_000)]
    public async Task What_need_not_be_all_takes_nothing_away(string responses, CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(207, Answer(responses), "application/xml");

        var page = await Pull(vendor, null, cancellation);

        Assert.That((page.Outcome.Because?.Code, page.Items.Count), Is.EqualTo(("caldav/part-listed", 0)));
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task An_event_that_is_too_large_is_left_out_and_holds_up_no_other(CancellationToken cancellation)
    {
        var keys = Enumerable.Range(0, 5).Select(_ => Guid.NewGuid().ToString("N")).ToList();
        await using var vendor = await Vendor(keys, key => key == keys[2] ? new string('x', 200_000) : "", cancellation);

        var page = await Pull(vendor, """{"Token":"t1"}""", cancellation, Small());

        Assert.That(page.Outcome, Is.TypeOf<Outcome.Accepted>());
        Assert.That(page.Items.OfType<CrmBookingChange>().Select(change => change.RemoteId), Is.EquivalentTo(
            keys.Where(key => key != keys[2]).Select(key => $"/hub/bookings/{key}.ics")));
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task A_list_that_is_too_large_has_a_code_of_its_own(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(207, Answer(new string(' ', 200_000)), "application/xml");

        var page = await Pull(vendor, """{"Token":"t1"}""", cancellation, Small());

        Assert.That((page.Outcome.Because?.Code, page.Items.Count), Is.EqualTo(("caldav/too-large", 0)));
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task What_a_token_tells_beyond_what_may_be_asked_at_once_is_kept_for_the_next_time(CancellationToken cancellation)
    {
        var keys = Enumerable.Range(0, 170).Select(_ => Guid.NewGuid().ToString("N")).ToList();
        await using var vendor = await Vendor(keys, _ => "", cancellation);

        var (told, cursor, pages) = (new List<string>(), """{"Token":"t1"}""", 0);
        for (var isMore = true; isMore && pages < 5; pages++)
        {
            var calls = vendor.Requests.Count;
            var page = await Pull(vendor, cursor, cancellation, calls: 2);
            Assert.That(vendor.Requests, Has.Count.LessThanOrEqualTo(calls + 2));
            told.AddRange(page.Items.Select(item => item.RemoteId));
            (cursor, isMore) = (page.Next!, page.More && told.Count < keys.Count);
        }

        Assert.That(told, Is.EquivalentTo(keys.Select(key => $"/hub/bookings/{key}.ics")));
        Assert.That(vendor.Requests.Count(request => request.Text.Contains("sync-collection")), Is.EqualTo(1));
    }

    [TestCase("\"abc\"", "\"abc\"")]
    [TestCase("W/\"abc\"", "\"abc\"")]
    [TestCase("W/\"abc-gzip\"", "\"abc\"")]
    [TestCase("\"abc;gzip\"", "\"abc\"")]
    [TestCase("\"abc-br\"", "\"abc\"")]
    [TestCase(null, null)]
    public void A_version_is_the_same_however_it_was_packed(string? etag, string? version) => Assert.That(DavXml.Version(etag), Is.EqualTo(version));

    // What it names changed, and what it holds.
    private static Task<FakeVendor> Vendor(List<string> keys, Func<string, string> note, CancellationToken cancellation) => FakeVendor.Start(async context =>
    {
        var body = await new StreamReader(context.Request.Body).ReadToEndAsync(cancellation);
        var isList = body.Contains("sync-collection");
        var events = keys.Where(key => isList || body.Contains(key)).Select(key =>
            $"<response><href>/hub/bookings/{key}.ics</href><propstat><prop><getetag>\"1\"</getetag>{(isList ? "" : Data(key, note(key)))}</prop><status>HTTP/1.1 200 OK</status></propstat></response>");
        await FakeVendor.Reply(context, 207, Answer([.. events, isList ? "<sync-token>t2</sync-token>" : ""]), "application/xml");
    });

    private static string Data(string key, string note) =>
        $"<c:calendar-data xmlns:c=\"urn:ietf:params:xml:ns:caldav\">BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:{key}\r\nDTSTART:20261201T020000Z\r\nDTEND:20261201T040000Z\r\nDESCRIPTION:{note}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n</c:calendar-data>";

    private static ConnectionContext Small()
    {
        var http = FakeVendor.Client();
        http.MaxResponseContentBufferSize = 100_000;
        return Connection("/hub/bookings/") with { Http = http };
    }

    private static Task<PollPage<CrmChange>> Pull(
        FakeVendor vendor, string? cursor, CancellationToken cancellation, ConnectionContext? connection = null, int calls = 20) =>
        new CalDavFixture(vendor.BaseAddress).Connector.Pull(connection ?? Connection("/hub/bookings/"), cursor, new PollBudget(calls), cancellation);

    private static string Answer(params string[] responses) => $"<multistatus xmlns=\"DAV:\">{string.Concat(responses)}</multistatus>";
}
