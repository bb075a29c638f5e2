using Hub.Connectors.Abstractions;
using Hub.Connectors.Crm.CalDav;
using Hub.Tests.Support;
using Microsoft.AspNetCore.Http;
using static Hub.Tests.Connectors.Crm.CalDav.CalDavFixture;

namespace Hub.Tests.Connectors.Crm.CalDav;

/// <summary>What a real server does not do on demand.</summary>
public sealed class CalDavErrorTests
{
    private static readonly string Event = BookingEvent.New("k", Booking("k").Value, DateTimeOffset.UnixEpoch);

    [Test]
    public void An_event_looks_like_the_sample() => Assert.That(
        BookingEvent.New("booking-1", Booking("booking-1", BookingState.Confirmed).Value, new DateTimeOffset(2026, 11, 20, 2, 0, 0, TimeSpan.Zero)),
        Is.EqualTo(File.ReadAllText(Sample("confirmed.ics"))));

    [TestCase(403, typeof(Outcome.Misconfigured))]
    [TestCase(429, typeof(Outcome.Throttled))]
    [TestCase(500, typeof(Outcome.Transient))]
    [TestCase(503, typeof(Outcome.Transient))]
    [TestCase(507, typeof(Outcome.Misconfigured))]
    [TestCase(400, typeof(Outcome.Rejected))]
    [TestCase(302, typeof(Outcome.Misconfigured))]
    [CancelAfter(10_000)]
    public async Task A_status_is_an_outcome(int status, Type outcome, CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(status, "canary", "text/html");

        var answer = await new CalDavFixture(vendor.BaseAddress).Write(Booking("k"), cancellation);

        Assert.That(answer, Is.TypeOf(outcome));
        Assert.That(answer.Because!.Detail ?? "", Does.Not.Contain("canary"));
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task An_event_that_changes_between_reading_and_writing_is_tried_again_later(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(context =>
        {
            context.Response.Headers.ETag = "\"v1\"";
            return FakeVendor.Reply(context, context.Request.Method == "GET" ? 200 : 412, Event, "text/calendar");
        });

        var answer = await new CalDavFixture(vendor.BaseAddress).Write(Booking("k", BookingState.Confirmed, "/hub/bookings/k.ics"), cancellation);

        Assert.That(answer, Is.TypeOf<Outcome.Transient>());
        Assert.That(vendor.Requests.Single(request => request.Method == "PUT").Headers["If-Match"], Is.EqualTo("\"v1\""));
    }

    [TestCase("not a calendar")]
    [TestCase("")]
    [TestCase("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:other\r\nDTSTART:20261201T020000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")]
    [TestCase("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:k\r\nDTSTART:99999999T999999Z\r\n")]
    [CancelAfter(10_000)]
    public async Task What_is_no_event_of_the_booking_is_not_written_over(string body, CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(context =>
        {
            context.Response.Headers.ETag = "\"v1\"";
            return FakeVendor.Reply(context, 200, body, "text/calendar");
        });

        var answer = await new CalDavFixture(vendor.BaseAddress).Write(Booking("k", remote: "/hub/bookings/k.ics"), cancellation);

        Assert.That(answer, Is.TypeOf<Outcome.Rejected>());
        Assert.That(vendor.Requests.Select(request => request.Method), Has.None.EqualTo("PUT"));
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task A_key_never_leads_out_of_the_calendar(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(201, "");

        await new CalDavFixture(vendor.BaseAddress).Write(Booking("../../other/x"), cancellation);

        Assert.That(vendor.Requests.Single().Path, Does.StartWith("/hub/bookings/"));
    }

    [TestCase("hub/bookings", "calendar")]
    [TestCase("/../admin/", "calendar")]
    [TestCase("/hub/?x=1", "calendar")]
    [TestCase("/", "calendar")]
    public void A_path_that_leads_elsewhere_is_refused(string calendar, string field)
    {
        var problems = new CalDavFixture(new Uri("http://127.0.0.1:1/")).Connector.Validate(
            SettingsScope.Connection, Settings(new { calendar, user = "hub", password = "x" }));

        Assert.That(problems.Select(problem => problem.Field), Is.EqualTo(new[] { field }));
    }
}
