using System.Data.Common;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Hub.Tests.Core.Search;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Conversations;

/// <summary>Lists with few rows read few rows. SQLite tells the plan of a statement whatever the tables hold.</summary>
public sealed class ListPlanTests
{
    private Lab _lab = null!;

    [SetUp]
    public async Task Open() => _lab = await Lab.Create(StorageKind.Sqlite);

    [TearDown]
    public Task Close() => _lab.DisposeAsync().AsTask();

    [TestCase("hasOrder", "ix_conversations_has_order_last_activity_at_id")]
    [TestCase("fromAd", "ix_conversations_from_ad_last_activity_at_id")]
    [TestCase("failedSend", "ix_conversations_failed_send_last_activity_at_id")]
    [TestCase("priority", "ix_conversations_priority_last_activity_at_id")]
    [TestCase("connection", "ix_conversations_connection_id_last_activity_at_id")]
    public async Task A_list_by_one_mark_reads_those_with_the_mark_in_their_order(string mark, string index)
    {
        var query = mark switch
        {
            "priority" => new ConversationQuery { Priority = ConversationPriority.High },
            "connection" => new ConversationQuery { ConnectionId = _lab.Connection.Id },
            _ => new ConversationQuery { Filters = [new ConversationFilter(Enum.Parse<ConversationFilterKind>(mark, ignoreCase: true))] },
        };

        var plan = await Plan(query);

        Assert.That(plan, Does.Contain(index).And.Not.Contain("TEMP B-TREE"));
    }

    [Test]
    public async Task A_list_of_closing_windows_ends_where_no_window_can_be_open()
    {
        await using var db = _lab.Store.OpenDb(_lab.Workspace);
        var windows = new WindowHours(_lab.Workspace, TimeZoneInfo.Utc, new Dictionary<Guid, WindowHours.Account>
        {
            [_lab.Connection.Id] = new("lab", new Hub.Connectors.Abstractions.ConnectorLimits { WindowHours = 24 }),
        });
        var now = _lab.Store.Now;
        await _lab.Add([
            _lab.Thread(1, row => (row.LastInboundAt, row.LastActivityAt) = (now.AddHours(-23), now.AddHours(-1))),
            _lab.Thread(2, row => (row.LastInboundAt, row.LastActivityAt) = (now.AddHours(-25), now.AddHours(-1))),
        ]);

        var rows = db.Conversations.Where(row => row.WorkspaceId == _lab.Workspace).Where(windows.ClosingBefore(now, TimeSpan.FromHours(2)))
            .OrderByDescending(row => row.LastActivityAt);

        Assert.That(await rows.Select(row => row.Key).ToListAsync(), Is.EqualTo(["thread-1"]));
        Assert.That(await Plan(db, rows), Does.Contain("last_activity_at>?"));
    }

    [Test]
    public async Task Failed_webhooks_have_an_index()
    {
        await using var db = _lab.Store.OpenDb(_lab.Workspace);
        var plan = await Plan(db, db.WebhookEvents
            .Where(row => row.WorkspaceId == _lab.Workspace && row.ConnectionId == _lab.Connection.Id && row.State == WebhookEventState.Failed)
            .OrderBy(row => row.Id));

        Assert.That(plan, Does.Contain("ix_webhook_events_state_connection_id_id"));
    }

    private async Task<string> Plan(ConversationQuery query)
    {
        await using var db = _lab.Store.OpenDb(_lab.Workspace);
        var windows = await WindowHours.Load(db, _lab.Get<ConnectionContexts>(), _lab.Workspace, CancellationToken.None);
        return await Plan(db, query.Apply(db.Conversations.VisibleTo(_lab.All()), db, windows, _lab.Store.Now)
            .OrderByDescending(row => row.LastActivityAt).ThenByDescending(row => row.Id).Take(50));
    }

    private static async Task<string> Plan<T>(HubDb db, IQueryable<T> query)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = query.CreateDbCommand();
        command.CommandText = "explain query plan " + command.CommandText;
        await using DbDataReader steps = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await steps.ReadAsync())
            lines.Add(steps.GetString(3));
        return string.Join('\n', lines);
    }
}
