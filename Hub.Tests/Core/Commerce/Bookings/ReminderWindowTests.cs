using Hub.Connectors.Abstractions;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Commerce.Notices;
using Hub.Core.Conversations;
using Hub.Core.Sending;
using Hub.Core.Storage;
using Hub.Tests.Core.Automation;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Tests.Core.Commerce.Bookings;

/// <summary>Reminders on a channel whose window for answers is closed the day before.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class ReminderWindowTests(StorageKind kind)
{
    [Test]
    public async Task When_the_window_is_closed_the_connections_template_leaves_once_with_its_values_filled_in()
    {
        await using var lab = await Create();
        var template = new NoticeTemplate(lab.Connection.Id, "booking_reminder", "vi", ["{name}", "{service}", "lúc {time}"]);
        await Booked(lab, new ReminderRules([1440], Templates: [template]));
        lab.Clock.Advance(TimeSpan.FromHours(30));

        await Sweep(lab);
        await Sweep(lab);

        var sent = await lab.Read(db => db.Messages.SingleAsync(row => row.Direction == MessageDirection.Outbound));
        var content = MessageJson.Read(sent.Content).Template!;
        Assert.That((sent.Kind, sent.Origin, content.Name, content.Language), Is.EqualTo((MessageKind.Template, MessageOrigin.Automatic, "booking_reminder", "vi")));
        Assert.That(content.Parameters, Is.EqualTo(new[] { "Khách 0", "Cắt tóc", "lúc 15:00 24/11/2026" }));
        Assert.That((await Reminder(lab)).State, Is.EqualTo(ReminderState.Sent));
    }

    [Test]
    public async Task While_the_window_is_open_the_text_leaves_and_without_a_template_a_closed_one_is_said()
    {
        await using var lab = await Create();
        await Booked(lab, new ReminderRules([2820], Templates: [new NoticeTemplate(lab.Connection.Id, "booking_reminder", "vi", [])]));
        lab.Clock.Advance(TimeSpan.FromHours(2));
        await Sweep(lab);
        Assert.That((await lab.Read(db => db.Messages.SingleAsync(row => row.Direction == MessageDirection.Outbound))).Text, Does.Contain("Cắt tóc"));

        await using var other = await Create();
        await Booked(other, new ReminderRules([1440]));
        other.Clock.Advance(TimeSpan.FromHours(30));
        await Sweep(other);

        var refused = await Reminder(other);
        Assert.That((refused.State, refused.Outcome), Is.EqualTo((ReminderState.Refused, nameof(Outcome.WindowClosed))));
    }

    private Task<Lab> Create() => Lab.Create(kind, LabConnector.NewManifest("lab") with
    {
        Limits = new ConnectorLimits { WindowHours = 24, Concurrency = 16 },
    });

    // The clock begins on 22 November at 08:00 UTC, which is 15:00 in Vietnam; the booking is 48 hours later.
    private static async Task Booked(Lab lab, ReminderRules rules)
    {
        await lab.Apply(lab.Says("m1", "alo"));
        var (thread, at) = (await lab.Thread(), lab.Store.Now.AddHours(48));
        var service = new Service
        {
            WorkspaceId = lab.Workspace,
            Id = lab.Store.Ids.Next(),
            Name = "Cắt tóc",
            DurationMinutes = 30,
            StepMinutes = 30,
            Capacity = 1,
            IsActive = true,
            Reminders = rules.ToJson(),
        };
        var resource = new Resource { WorkspaceId = lab.Workspace, Id = lab.Store.Ids.Next(), Name = "Ghế 1", IsActive = true };
        var booking = new Booking
        {
            WorkspaceId = lab.Workspace,
            Id = lab.Store.Ids.Next(),
            ContactId = thread.ContactId,
            ConversationId = thread.Id,
            ServiceId = service.Id,
            ResourceId = resource.Id,
            StartsAt = at,
            EndsAt = at.AddMinutes(30),
            State = BookingState.Confirmed,
        };
        await lab.Add([service, resource, booking, new BookingReminder
        {
            WorkspaceId = lab.Workspace, BookingId = booking.Id, MinutesBefore = rules.MinutesBefore[0], DueAt = at.AddMinutes(-rules.MinutesBefore[0]),
        }]);
    }

    private static Task<BookingReminder> Reminder(Lab lab) => lab.Read(db => db.BookingReminders.SingleAsync());

    private static Task Sweep(Lab lab) =>
        new ReminderSweep(lab.Store, lab.Get<MessageSender>(), NullLogger<ReminderSweep>.Instance).Run(CancellationToken.None);
}
