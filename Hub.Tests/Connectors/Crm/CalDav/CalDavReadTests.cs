using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Tests.Support;
using Microsoft.AspNetCore.Http;
using static Hub.Tests.Connectors.Crm.CalDav.CalDavFixture;

namespace Hub.Tests.Connectors.Crm.CalDav;

/// <summary>What people do in their calendar, read from a real CalDAV server.</summary>
public sealed class CalDavReadTests
{
    private RadicaleServer _server = null!;
    private CalDavFixture _hub = null!;
    private string _calendar = "";

    [OneTimeSetUp]
    public async Task StartServer()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        _server = await RadicaleServer.Start(limit.Token);
        _hub = new CalDavFixture(_server.Address);
    }

    [SetUp]
    public async Task MakeCalendar() => _calendar = await _server.NewCalendar(CancellationToken.None);

    [OneTimeTearDown]
    public async Task StopServer()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task What_was_moved_cancelled_and_deleted_since_is_told_once_and_private_events_never(CancellationToken cancellation)
    {
        var (moved, cancelled, deleted) = (await Write(cancellation), await Write(cancellation), await Write(cancellation));
        var start = (await Read(null, cancellation)).Next;
        await Edit(
            moved.Path, "DTSTART:20261201T020000Z", "DTSTART;TZID=Asia/Ho_Chi_Minh:20261202T150000", cancellation,
            "DTEND:20261201T040000Z", "DTEND;TZID=Asia/Ho_Chi_Minh:20261202T170000");
        await Edit(cancelled.Path, "STATUS:CONFIRMED", "STATUS:CANCELLED", cancellation);
        await _server.Delete(deleted.Path, cancellation);
        await _server.Put($"{_calendar}dentist.ics", Private("dentist"), cancellation);

        var page = await Read(start, cancellation);

        var nine = new DateTimeOffset(2026, 12, 1, 2, 0, 0, TimeSpan.Zero);
        Assert.That(page.Items.Select(item => item is CrmBookingChange change ? change with { Version = null } : item), Is.EquivalentTo(new CrmChange[]
        {
            new CrmBookingChange(moved.Path, new CrmTime(nine.AddHours(30), nine.AddHours(32)), BookingState.Confirmed),
            new CrmBookingChange(cancelled.Path, new CrmTime(nine, nine.AddHours(2)), BookingState.Cancelled),
            new CrmGone(CrmEntity.Booking, deleted.Path),
        }));
        Assert.That((page.More, (await Read(page.Next, cancellation)).Items), Is.EqualTo((false, Array.Empty<CrmChange>())));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task The_hubs_own_writes_come_back_with_the_version_that_it_was_given(CancellationToken cancellation)
    {
        var start = (await Read(null, cancellation)).Next;
        var made = await Write(cancellation);

        var page = await Read(start, cancellation);

        Assert.That(page.Items.Single().Version, Is.EqualTo(made.Version).And.Not.Null);
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_token_that_the_server_does_not_take_leads_to_all_that_is_there(CancellationToken cancellation)
    {
        var (kept, deleted) = (await Write(cancellation), await Write(cancellation));
        await _server.Put($"{_calendar}dentist.ics", Private("dentist"), cancellation);
        await _server.Delete(deleted.Path, cancellation);

        var page = await Read("""{"Token":"http://radicale.org/ns/sync/0000000000000000000000000000000000000000000000000000000000000000"}""", cancellation);

        Assert.That(page.Items.OfType<CrmListing>().Single().RemoteIds, Is.EqualTo(new[] { kept.Path }));
        Assert.That(page.Items.OfType<CrmBookingChange>().Single().RemoteId, Is.EqualTo(kept.Path));
        await _server.Delete(kept.Path, cancellation);
        Assert.That((await Read(page.Next, cancellation)).Items, Is.EqualTo(new[] { new CrmGone(CrmEntity.Booking, kept.Path) }));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_full_read_goes_on_page_by_page_and_each_says_which_part_it_has_seen(CancellationToken cancellation)
    {
        var made = new List<string>();
        for (var i = 0; i < 60; i++)
            made.Add((await Write(cancellation)).Path);
        made.Sort(StringComparer.Ordinal);

        var first = await Read(null, cancellation, calls: 3);
        var second = await Read(first.Next, cancellation, calls: 3);

        var (one, two) = (first.Items.OfType<CrmListing>().Single(), second.Items.OfType<CrmListing>().Single());
        Assert.That((first.More, second.More), Is.EqualTo((true, false)));
        Assert.That((one.After, one.To, two.After), Is.EqualTo((_calendar, made[49], made[49])));
        Assert.That(one.RemoteIds.Concat(two.RemoteIds), Is.EqualTo(made));
        Assert.That(first.Items.Concat(second.Items).OfType<CrmBookingChange>().Select(change => change.RemoteId), Is.EquivalentTo(made));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task An_event_that_somebody_has_touched_since_is_not_written_over_before_it_was_read(CancellationToken cancellation)
    {
        var made = await Write(cancellation);
        await Edit(made.Path, "DTSTART:20261201T020000Z", "DTSTART:20261201T030000Z", cancellation);

        var answer = await Written(Item(made.Key) with { RemoteId = made.Path, Version = made.Version }, cancellation);

        Assert.That((answer.ChangedThere, answer.Outcome is Outcome.Transient), Is.EqualTo((true, true)));
        var there = (CrmBookingChange)answer.There!;
        Assert.That((there.RemoteId, there.Time!.StartsAt.Hour, there.Version), Is.EqualTo((made.Path, 3, there.Version)).And.Not.EqualTo((made.Path, 3, made.Version)));
        Assert.That(await _server.Event(made.Path, cancellation), Does.Contain("DTSTART:20261201T030000Z"));
    }

    [TestCase("DTSTART:20261201T020000Z", "DTSTART;VALUE=DATE:20261201", TestName = "A_whole_day_is_no_time")]
    [TestCase("DTSTART:20261201T020000Z", "DTSTART:20261201T020000", TestName = "A_time_without_a_zone_is_no_time")]
    [CancelAfter(30_000)]
    public async Task What_is_no_moment_says_nothing_of_the_time(string before, string after, CancellationToken cancellation)
    {
        var made = await Write(cancellation);
        var start = (await Read(null, cancellation)).Next;
        await Edit(made.Path, before, after, cancellation, "DTEND:20261201T040000Z", after.Replace("START", "END").Replace("1201", "1202"));

        var change = (CrmBookingChange)(await Read(start, cancellation)).Items.Single();

        Assert.That((change.Time, change.State), Is.EqualTo(((CrmTime?)null, (BookingState?)BookingState.Confirmed)));
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task A_server_that_tells_a_part_is_asked_for_the_rest(CancellationToken cancellation)
    {
        const string part = """
            <multistatus xmlns="DAV:"><response><href>/hub/bookings/</href><status>HTTP/1.1 507 Insufficient Storage</status></response>
            <sync-token>http://example.com/2</sync-token></multistatus>
            """;
        await using var vendor = await FakeVendor.Start(207, part, "application/xml");
        var connector = new CalDavFixture(vendor.BaseAddress).Connector;

        var page = await connector.Pull(Connection(), """{"Token":"http://example.com/1"}""", new PollBudget(20), cancellation);

        Assert.That((page.More, JsonDocument.Parse(page.Next!).RootElement.GetProperty("Token").GetString()), Is.EqualTo((true, "http://example.com/2")));
    }

    [TestCase(401, typeof(Outcome.AuthRevoked))]
    [TestCase(404, typeof(Outcome.Misconfigured))]
    [TestCase(403, typeof(Outcome.Rejected))]
    [TestCase(429, typeof(Outcome.Throttled))]
    [TestCase(503, typeof(Outcome.Transient))]
    [TestCase(207, typeof(Outcome.Transient))]
    [CancelAfter(10_000)]
    public async Task A_status_is_an_outcome_and_nothing_is_gone(int status, Type outcome, CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(status, "canary", "text/html");
        var connector = new CalDavFixture(vendor.BaseAddress).Connector;

        foreach (var cursor in new[] { null, """{"Token":"t"}""", """{"Token":"t","After":"/hub/bookings/"}""" })
        {
            var page = await connector.Pull(Connection(), cursor, new PollBudget(20), cancellation);

            Assert.That(page.Outcome, Is.TypeOf(outcome));
            Assert.That(page.Items, Is.Empty);
            Assert.That(page.Outcome.Because!.Detail ?? "", Does.Not.Contain("canary"));
        }
    }

    private Task<PollPage<CrmChange>> Read(string? cursor, CancellationToken cancellation, int calls = 20) => Again(
        () => _hub.Connector.Pull(Connection(_calendar), cursor, new PollBudget(calls), cancellation), page => page.Outcome);

    private async Task<(string Key, string Path, string? Version)> Write(CancellationToken cancellation)
    {
        var key = Guid.NewGuid().ToString("N");
        var answer = await Written(Item(key), cancellation);
        return (key, ((Outcome.Accepted)answer.Outcome).RemoteId!, answer.Version);
    }

    private static WriteItem<CrmBooking> Item(string key) => Booking(key, BookingState.Confirmed);

    private Task<WriteResult> Written(WriteItem<CrmBooking> item, CancellationToken cancellation) => Again(
        async () => (await _hub.Connector.Upsert(Connection(_calendar), [item], cancellation)).Results.Single(),
        result => result.ChangedThere ? new Outcome.Accepted() : result.Outcome);

    // As the hub does: this server now and then ends a connection without an answer.
    private static async Task<T> Again<T>(Func<Task<T>> call, Func<T, Outcome> outcome)
    {
        for (var tries = 1; ; tries++)
            if (await call() is var answer && (tries == 10 || outcome(answer) is not Outcome.Transient))
                return answer;
    }

    private async Task Edit(
        string path, string before, string after, CancellationToken cancellation, string? before2 = null, string? after2 = null)
    {
        var body = await _server.Event(path, cancellation);
        Assert.That(body, Does.Contain(before).And.Contain(before2 ?? before));
        var edited = body.Replace(before, after);
        await _server.Put(path, before2 is null ? edited : edited.Replace(before2, after2), cancellation);
    }

    private static string Private(string uid) =>
        $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:20261201T020000Z\r\nSUMMARY:Nha sĩ\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
}
