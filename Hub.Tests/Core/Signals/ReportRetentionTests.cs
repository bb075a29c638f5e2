using System.Text;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Signals;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class ReportRetentionTests(StorageKind kind) : LabTest(kind)
{
    [Test]
    public async Task The_bytes_of_old_reports_go_and_that_they_were_made_stays()
    {
        var old = Enumerable.Range(0, Retention.Batch + 1).Select(_ => Request("zq7hash")).ToList();
        await Lab.Add(old);
        await Lab.Add(old.Select(row => Part(row)));
        await Lab.Add([new LedgerEntry { WorkspaceId = Lab.Workspace, ConnectionId = Lab.Connection.Id, SignalId = old[0].Id, State = LedgerState.Sent, RequestId = old[0].Id }]);
        Lab.Clock.Advance(TimeSpan.FromDays(60));
        var fresh = Request("fresh");
        await Lab.Add([fresh, Part(fresh)]);
        Lab.Clock.Advance(TimeSpan.FromDays(31));
        var retention = new Retention(Lab.Store, new Keeping(TimeSpan.FromDays(30), TimeSpan.FromDays(90), TimeSpan.FromDays(90)), TimeProvider.System);

        await retention.Run(CancellationToken.None);

        var rows = await Lab.Read(db => db.LedgerRequests.OrderBy(row => row.Id).ToListAsync());
        Assert.That(rows.SkipLast(1).Select(row => (row.Body.Length, row.ForgottenAt, row.Status)).Distinct(), Is.EqualTo(new[] { (0, (DateTimeOffset?)Lab.Store.Now, 200) }));
        Assert.That((rows.Count, Encoding.UTF8.GetString(rows[^1].Body), rows[^1].ForgottenAt), Is.EqualTo((Retention.Batch + 2, "fresh", (DateTimeOffset?)null)));
        Assert.That(await Lab.Read(db => db.LedgerParts.Select(row => row.RequestId).ToListAsync()), Is.EqualTo(new[] { fresh.Id }));
        Assert.That(await Lab.Read(db => db.LedgerEntries.CountAsync()), Is.EqualTo(1));
    }

    private LedgerRequest Request(string body) => new()
    {
        WorkspaceId = Lab.Workspace,
        Id = Lab.Store.Ids.Next(),
        ConnectionId = Lab.Connection.Id,
        At = Lab.Store.Now,
        Target = "ads.example/track",
        Body = Encoding.UTF8.GetBytes(body),
        Status = 200,
    };

    private LedgerPart Part(LedgerRequest request) => new() { WorkspaceId = Lab.Workspace, SignalId = request.Id, RequestId = request.Id };
}
