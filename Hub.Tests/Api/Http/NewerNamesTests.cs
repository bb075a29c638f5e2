using System.Net;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Promises;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Api.Http;

/// <summary>
/// While an upgrade replaces nodes one by one, older ones are asked for rows that newer ones have written, in which stand names of kinds and states
/// that they do not know. The walk is made of the columns that the model has and of the endpoints that the hub has, so that new ones take part.
/// </summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class NewerNamesTests(StorageKind kind) : HubTest(kind, "--Hub:RequestsPerSecond=5000", "--Hub:WebhookTargets:0=http://127.0.0.1:9")
{
    [Test]
    [CancelAfter(180_000)]
    public async Task Every_page_shows_rows_with_names_that_only_a_newer_version_knows(CancellationToken cancellation)
    {
        var workspace = await Seed.Workspace(Host, Host.Client, "newer", "newer1", cancellation);
        using var me = await Host.SignIn(BuiltInRoles.Owner.Id, workspace);
        await Seed.Rest(Host, workspace, me.MemberId, "newer1");
        var ids = Rows.Ids(await Rows.Quiet(Host.Store, workspace, cancellation));
        ids["members"].Remove(me.MemberId);
        var renamed = await Rename(workspace, me.MemberId, cancellation);
        var (failed, shown) = (new List<string>(), 0);

        foreach (var endpoint in WalkedEndpoint.All(Host).Where(endpoint => endpoint is { IsForAnybody: false, IsPage: false } && endpoint.Method == HttpMethod.Get))
        {
            using var answer = await me.Client.GetAsync(endpoint.Path(WalkedEndpoint.Pick(ids)), HttpCompletionOption.ResponseHeadersRead, cancellation);
            var text = answer.Content.Headers.ContentType?.MediaType is "application/json" or "application/problem+json" or "text/csv"
                ? await answer.Content.ReadAsStringAsync(cancellation) : "";
            if (answer.StatusCode is >= HttpStatusCode.InternalServerError or HttpStatusCode.Unauthorized)
                failed.Add($"{endpoint}: {(int)answer.StatusCode} {text}");
            if (text.Contains("\"newer", StringComparison.Ordinal))
                shown++;
        }

        Assert.That(failed, Is.Empty, () => string.Join('\n', Host.Log.Lines.TakeLast(40)));
        Assert.That((renamed > 30, shown > 30), Is.EqualTo((true, true)), $"{renamed} columns, {shown} answers that show such a name");
    }

    /// <summary>Each name becomes one of another version, but those by which whoever asks is let in.</summary>
    /// <returns>Columns that had any.</returns>
    private Task<int> Rename(Guid workspace, Guid me, CancellationToken cancellation) => Host.Store.Write(null, null, async db =>
    {
        var renamed = 0;
        foreach (var type in db.Model.GetEntityTypes().Where(type => type.FindProperty(nameof(WorkspaceRow.WorkspaceId)) is not null))
            foreach (var property in type.GetProperties().Where(property => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType).IsEnum))
            {
                var (table, column) = (type.GetTableName(), property.GetColumnName());
                var newer = property.GetProviderClrType() is null ? $"'Newer' || {column}" : $"{column} + 1000";
                var but = type.ClrType == typeof(Member) ? $" and id <> '{me.ToString().ToUpperInvariant()}'" : "";
                var sql = $"update {table} set {column} = {newer} where {column} is not null and workspace_id = {{0}}{but}";
                renamed += await db.Database.ExecuteSqlRawAsync(sql, [workspace], cancellation) > 0 ? 1 : 0;
            }

        await db.Database.ExecuteSqlRawAsync("update messages set content = replace(content, '\"kind\":\"Text\"', '\"kind\":\"NewerText\"')", cancellation);
        await db.Database.ExecuteSqlRawAsync("update rules set actions = replace(actions, '\"type\":\"reply\"', '\"type\":\"newerReply\"')", cancellation);
        return renamed;
    }, cancellation);
}
