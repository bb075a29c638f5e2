using System.Net.Http.Json;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Support;

namespace Hub.Tests.Api.Feed;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class ChangedRightsTests(StorageKind kind) : HubTest(kind)
{
    [Test]
    [CancelAfter(60_000)]
    public async Task Whoever_moves_to_another_team_asks_anew_and_does_not_go_on_from_before(CancellationToken cancellation)
    {
        using var agent = await Host.SignIn(await Host.Role(VisibilityScope.Team, Permissions.ConversationsRead));
        await using var reader = await EventReader.Open(agent.Client, cancellation: cancellation);
        using (var made = await Host.Client.PostAsJsonAsync("/api/v1/teams", new { name = "Kho", memberIds = new[] { agent.MemberId } }, cancellation))
            made.EnsureSuccessStatusCode();

        var last = await reader.Next(_ => true, cancellation);
        await reader.Ended.WaitAsync(cancellation);
        await using var again = await EventReader.Open(agent.Client, reader.LastId, cancellation);

        Assert.That(last.Type, Is.EqualTo("resync"));
        Assert.That((await again.Next(_ => true, cancellation)).Type, Is.EqualTo("resync"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task What_is_read_in_one_tab_is_told_to_the_others(CancellationToken cancellation)
    {
        using var member = await Host.SignIn();
        await using var reader = await EventReader.Open(member.Client, cancellation: cancellation);

        using (var read = await member.Client.PatchAsJsonAsync("/api/v1/notifications", new { read = true }, cancellation))
            read.EnsureSuccessStatusCode();

        Assert.That((await reader.Next(heard => heard.Type != "resync", cancellation)).Type, Is.EqualTo("notification.changed"));
    }
}
