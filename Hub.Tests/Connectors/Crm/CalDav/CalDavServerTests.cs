using Hub.Connectors.Abstractions;
using Hub.Tests.Support;
using Ical.Net;
using static Hub.Tests.Connectors.Crm.CalDav.CalDavFixture;

namespace Hub.Tests.Connectors.Crm.CalDav;

/// <summary>Against a real CalDAV server.</summary>
public sealed class CalDavServerTests
{
    private RadicaleServer _server = null!;
    private CalDavFixture _hub = null!;

    [OneTimeSetUp]
    public async Task StartServer()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        _server = await RadicaleServer.Start(limit.Token);
        _hub = new CalDavFixture(_server.Address);
    }

    [OneTimeTearDown]
    public async Task StopServer()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_booking_becomes_an_event_with_its_times_title_and_state(CancellationToken cancellation)
    {
        var answer = await Write(Booking("made", BookingState.Confirmed), cancellation);

        var path = ((Outcome.Accepted)answer).RemoteId!;
        var held = Calendar.Load(await _server.Event(path, cancellation))!.Events.Single();
        Assert.That(path, Is.EqualTo("/hub/bookings/made.ics"));
        Assert.That(held.Start!.AsUtc, Is.EqualTo(new DateTime(2026, 12, 1, 2, 0, 0)));
        Assert.That(held.End!.AsUtc, Is.EqualTo(new DateTime(2026, 12, 1, 4, 0, 0)));
        Assert.That((held.Summary, held.Status), Is.EqualTo(("Chụp ảnh cưới, gói \"Sen\"; 2 giờ", "CONFIRMED")));
        Assert.That(held.Properties.Get<string>("X-HUB-STATE"), Is.EqualTo("CONFIRMED"));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task Eight_tries_at_once_and_one_more_later_make_one_event(CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Write(Booking("once"), cancellation)));
        var later = await Write(Booking("once", hoursLater: 1), cancellation);

        Assert.That(answers, Is.All.EqualTo(new Outcome.Accepted("/hub/bookings/once.ics")));
        Assert.That(later, Is.EqualTo(new Outcome.Accepted("/hub/bookings/once.ics")));
        var all = Calendar.Load(await _server.Event(RadicaleServer.Calendar, cancellation))!.Events.Where(held => held.Uid == "once").ToList();
        Assert.That(all, Has.Count.EqualTo(1));
        Assert.That((all[0].Start!.AsUtc, all[0].Sequence), Is.EqualTo((new DateTime(2026, 12, 1, 3, 0, 0), 1)));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task What_people_add_to_an_event_stays_when_the_booking_moves(CancellationToken cancellation)
    {
        var path = ((Outcome.Accepted)await Write(Booking("shared"), cancellation)).RemoteId!;
        var mine = await _server.Event(path, cancellation);
        await _server.Put(path, mine.Replace("END:VEVENT", "LOCATION:12 Hàng Bài\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:x\r\nTRIGGER:-PT30M\r\nEND:VALARM\r\nEND:VEVENT"), cancellation);

        await Write(Booking("shared", BookingState.Confirmed, path, hoursLater: 24), cancellation);

        var held = Calendar.Load(await _server.Event(path, cancellation))!.Events.Single();
        Assert.That((held.Location, held.Alarms.Count), Is.EqualTo(("12 Hàng Bài", 1)));
        Assert.That((held.Start!.AsUtc, held.Status), Is.EqualTo((new DateTime(2026, 12, 2, 2, 0, 0), "CONFIRMED")));
    }

    [TestCase(BookingState.Requested, "TENTATIVE", "REQUESTED")]
    [TestCase(BookingState.Kept, "CONFIRMED", "KEPT")]
    [TestCase(BookingState.NoShow, "CONFIRMED", "NO-SHOW")]
    [TestCase(BookingState.Cancelled, "CANCELLED", "CANCELLED")]
    [CancelAfter(30_000)]
    public async Task A_state_is_what_calendars_know_and_what_the_hub_says(
        BookingState state, string status, string own, CancellationToken cancellation)
    {
        var key = $"state-{own}";
        var path = ((Outcome.Accepted)await Write(Booking(key, BookingState.Confirmed), cancellation)).RemoteId!;

        await Write(Booking(key, state, path), cancellation);

        var held = Calendar.Load(await _server.Event(path, cancellation))!.Events.Single();
        Assert.That((held.Status, held.Properties.Get<string>("X-HUB-STATE")), Is.EqualTo((status, own)));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task An_event_that_somebody_deleted_is_not_found_and_written_anew_without_its_id(CancellationToken cancellation)
    {
        var path = ((Outcome.Accepted)await Write(Booking("deleted"), cancellation)).RemoteId!;
        using (await _server.Client.DeleteAsync(path, cancellation))
            Assert.That(await Write(Booking("deleted", remote: path, hoursLater: 1), cancellation), Is.TypeOf<Outcome.NotFound>());

        Assert.That(await Write(Booking("deleted", hoursLater: 1), cancellation), Is.EqualTo(new Outcome.Accepted(path)));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task Nothing_is_written_where_nothing_has_changed(CancellationToken cancellation)
    {
        var path = ((Outcome.Accepted)await Write(Booking("same"), cancellation)).RemoteId!;
        var before = await _server.Event(path, cancellation);

        await Write(Booking("same", remote: path), cancellation);

        Assert.That(await _server.Event(path, cancellation), Is.EqualTo(before));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task An_event_with_the_same_uid_elsewhere_in_the_calendar_is_named(CancellationToken cancellation)
    {
        var path = ((Outcome.Accepted)await Write(Booking("moved"), cancellation)).RemoteId!;
        var body = await _server.Event(path, cancellation);
        using (await _server.Client.DeleteAsync(path, cancellation))
            await _server.Put("/hub/bookings/by-hand.ics", body, cancellation);

        var answer = await Write(Booking("moved"), cancellation);

        Assert.That(answer, Is.TypeOf<Outcome.Rejected>());
        Assert.That(answer.Because!.Code, Is.EqualTo("caldav/uid-elsewhere"));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_check_tells_the_account_a_wrong_password_and_a_calendar_that_is_not_there(CancellationToken cancellation)
    {
        Assert.That(await _hub.Connector.Verify(Connection(), cancellation), Is.EqualTo(new Outcome.Accepted("hub/hub/bookings/")));
        Assert.That(await _hub.Connector.Verify(Connection(password: "wrong"), cancellation), Is.TypeOf<Outcome.AuthRevoked>());
        var missing = await _hub.Connector.Verify(Connection("/hub/nowhere/"), cancellation);
        Assert.That(missing, Is.TypeOf<Outcome.Misconfigured>());
        Assert.That(missing.Because!.Detail, Does.Contain("/hub/nowhere/"));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_wrong_password_stops_the_whole_batch_and_is_in_no_log(CancellationToken cancellation)
    {
        var answer = await _hub.Connector.Upsert(Connection(password: "wrong-canary"), [Booking("a"), Booking("b")], cancellation);

        Assert.That(answer.Whole, Is.TypeOf<Outcome.AuthRevoked>());
        Assert.That(_hub.Log.Lines, Has.None.Contains("canary"));
    }

    // As the hub does: this server now and then ends a connection without an answer.
    private async Task<Outcome> Write(WriteItem<CrmBooking> item, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
            if (await _hub.Write(item, cancellation) is var outcome && (tries == 3 || outcome is not (Outcome.Transient or Outcome.Unknown)))
                return outcome;
    }
}
