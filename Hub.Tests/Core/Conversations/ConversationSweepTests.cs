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
public sealed class ConversationSweepTests(StorageKind kind)
{
    private Lab _lab = null!;

    [SetUp]
    public async Task Open() => _lab = await Lab.Create(kind);

    [TearDown]
    public async Task Close()
    {
        if (_lab is not null)
            await _lab.DisposeAsync();
    }

    [Test]
    public async Task A_team_whose_members_are_all_busy_keeps_no_other_team_waiting()
    {
        var (busy, free) = (Guid.NewGuid(), Guid.NewGuid());
        var full = await _lab.Team("Full", 1, new TeamMember { MemberId = busy });
        var idle = await _lab.Team("Idle", null, new TeamMember { MemberId = free });
        await _lab.Add([
            _lab.Thread(0, row => row.AssigneeId = busy), .. Enumerable.Range(1, 250).Select(i => _lab.Thread(i, row => row.TeamId = full)),
            _lab.Thread(999, row => row.TeamId = idle),
        ]);

        await Sweep();

        Assert.That(await _lab.Read(db => db.Conversations.CountAsync(row => row.AssigneeId == free && row.TeamId == idle)), Is.EqualTo(1));
        Assert.That(await _lab.Read(db => db.Conversations.CountAsync(row => row.AssigneeId == busy)), Is.EqualTo(1));
    }

    [Test]
    public async Task What_fails_on_one_connection_stops_no_other_and_no_assignment()
    {
        var (broken, free) = (Guid.NewGuid(), Guid.NewGuid());
        var team = await _lab.Team("Idle", null, new TeamMember { MemberId = free });
        var past = _lab.Store.Now.AddMinutes(-5);
        await _lab.Add([
            _lab.Thread(1, row => (row.ConnectionId, row.Status, row.SnoozedUntil) = (broken, ConversationStatus.Snoozed, past)),
            _lab.Thread(2, row => (row.Status, row.SnoozedUntil) = (ConversationStatus.Snoozed, past.AddMinutes(1))),
            _lab.Thread(3, row => row.TeamId = team),
        ]);
        await _lab.Run(kind == StorageKind.Sqlite
            ? "create trigger broken before update on conversations when new.key = 'thread-1' begin select raise(abort, 'broken'); end"
            : "alter table conversations add constraint broken check (key <> 'thread-1' or status = 'Snoozed')");

        await Sweep();

        var states = await _lab.Read(db => db.Conversations.OrderBy(row => row.Key).Select(row => new { row.Status, row.AssigneeId }).ToListAsync());
        Assert.That(states.Select(row => row.Status), Is.EqualTo([ConversationStatus.Snoozed, ConversationStatus.Open, ConversationStatus.Open]));
        Assert.That(states[2].AssigneeId, Is.EqualTo(free));
    }

    [Test]
    public async Task Next_is_who_was_given_none_for_the_longest_time_whatever_they_took_by_hand()
    {
        var (one, other, now) = (Guid.NewGuid(), Guid.NewGuid(), _lab.Store.Now);
        var team = await _lab.Team(
            "Turns", null, new TeamMember { MemberId = one, LastAssignedAt = now.AddHours(-1) },
            new TeamMember { MemberId = other, LastAssignedAt = now.AddHours(-2) });
        await _lab.Add([
            _lab.Thread(1, row => (row.AssigneeId, row.AssignedAt, row.Status) = (other, now.AddMinutes(-1), ConversationStatus.Resolved)),
            _lab.Thread(2, row => row.TeamId = team), _lab.Thread(3, row => row.TeamId = team), _lab.Thread(4, row => row.TeamId = team),
        ]);

        await Sweep();

        var given = await _lab.Read(db => db.Conversations.Where(row => row.TeamId == team).OrderBy(row => row.Key).Select(row => row.AssigneeId)
            .ToListAsync());
        Assert.That(given[..2], Is.EqualTo([other, one]));
        var members = await _lab.Read(db => db.TeamMembers.ToListAsync());
        Assert.That(members.Select(row => row.LastAssignedAt), Is.All.EqualTo(_lab.Store.Now));
    }

    private Task Sweep() => new ConversationSweep(_lab.Store, NullLogger<ConversationSweep>.Instance).Run(CancellationToken.None);
}
