using Hub.Core.Automation;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Core.Search;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Tests.Core.Conversations;

/// <summary>Teams that give out in turn, by themselves.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class ConversationSweepTests(StorageKind kind) : LabTest(kind)
{
    [Test]
    public async Task A_team_whose_members_are_all_busy_keeps_no_other_team_waiting()
    {
        var (busy, free) = (Guid.NewGuid(), Guid.NewGuid());
        var full = await Lab.Team("Full", 1, new TeamMember { MemberId = busy });
        var idle = await Lab.Team("Idle", null, new TeamMember { MemberId = free });
        await Lab.Add([
            Lab.Thread(0, row => row.AssigneeId = busy), .. Enumerable.Range(1, 250).Select(i => Lab.Thread(i, row => row.TeamId = full)),
            Lab.Thread(999, row => row.TeamId = idle),
        ]);

        await Sweep();

        Assert.That(await Lab.Read(db => db.Conversations.CountAsync(row => row.AssigneeId == free && row.TeamId == idle)), Is.EqualTo(1));
        Assert.That(await Lab.Read(db => db.Conversations.CountAsync(row => row.AssigneeId == busy)), Is.EqualTo(1));
    }

    [Test]
    public async Task What_fails_on_one_connection_stops_no_other_and_no_assignment()
    {
        var (broken, free) = (Guid.NewGuid(), Guid.NewGuid());
        var team = await Lab.Team("Idle", null, new TeamMember { MemberId = free });
        var past = Lab.Store.Now.AddMinutes(-5);
        await Lab.Add([
            Lab.Thread(1, row => (row.ConnectionId, row.Status, row.SnoozedUntil) = (broken, ConversationStatus.Snoozed, past)),
            Lab.Thread(2, row => (row.Status, row.SnoozedUntil) = (ConversationStatus.Snoozed, past.AddMinutes(1))),
            Lab.Thread(3, row => row.TeamId = team),
        ]);
        await Lab.Run(Kind == StorageKind.Sqlite
            ? "create trigger broken before update on conversations when new.key = 'thread-1' begin select raise(abort, 'broken'); end"
            : "alter table conversations add constraint broken check (key <> 'thread-1' or status = 'Snoozed')");

        await Sweep();

        var states = await Lab.Read(db => db.Conversations.OrderBy(row => row.Key).Select(row => new { row.Status, row.AssigneeId }).ToListAsync());
        Assert.That(states.Select(row => row.Status), Is.EqualTo([ConversationStatus.Snoozed, ConversationStatus.Open, ConversationStatus.Open]));
        Assert.That(states[2].AssigneeId, Is.EqualTo(free));
    }

    [Test]
    public async Task Next_is_who_was_given_none_for_the_longest_time_whatever_they_took_by_hand()
    {
        var (one, other, now) = (Guid.NewGuid(), Guid.NewGuid(), Lab.Store.Now);
        var team = await Lab.Team(
            "Turns", null, new TeamMember { MemberId = one, LastAssignedAt = now.AddHours(-1) },
            new TeamMember { MemberId = other, LastAssignedAt = now.AddHours(-2) });
        await Lab.Add([
            Lab.Thread(1, row => (row.AssigneeId, row.AssignedAt, row.Status) = (other, now.AddMinutes(-1), ConversationStatus.Resolved)),
            Lab.Thread(2, row => row.TeamId = team), Lab.Thread(3, row => row.TeamId = team), Lab.Thread(4, row => row.TeamId = team),
        ]);

        await Sweep();

        var given = await Lab.Read(db => db.Conversations.Where(row => row.TeamId == team).OrderBy(row => row.Key).Select(row => row.AssigneeId)
            .ToListAsync());
        Assert.That(given[..2], Is.EqualTo([other, one]));
        var members = await Lab.Read(db => db.TeamMembers.ToListAsync());
        Assert.That(members.Select(row => row.LastAssignedAt), Is.All.EqualTo(Lab.Store.Now));
    }

    private Task Sweep() => new ConversationSweep(Lab.Store, Lab.Get<HappeningRules>(), NullLogger<ConversationSweep>.Instance).Run(CancellationToken.None);
}
