using Hub.Core.Teams;

namespace Hub.Api.Demo;

/// <summary>Colleagues of the owner: one who sees all, and one who sees only what her team has.</summary>
internal sealed class DemoTeam(JsonCaller hub)
{
    /// <summary>Signs in with the owner's password, to see what a team's scope leaves.</summary>
    public const string Agent = "hoa@demo.example";

    /// <returns>The team.</returns>
    public async Task<Guid> Make(string password, CancellationToken cancellation)
    {
        var team = (await hub.Make("/api/v1/teams", new { name = "Bán hàng" }, cancellation)).GetProperty("id").GetGuid();
        await Join(Agent, "Lê Thị Hoa", BuiltInRoles.Agent, password, [team], cancellation);
        await Join("minh@demo.example", "Trần Quang Minh", BuiltInRoles.Supervisor, password, [], cancellation);
        return team;
    }

    private async Task Join(string email, string name, BuiltInRole role, string password, Guid[] teamIds, CancellationToken cancellation)
    {
        var invited = await hub.Make("/api/v1/members", new { email, name, roleId = role.Id, teamIds }, cancellation);
        var token = new Uri(invited.GetProperty("invitationUrl").GetString()!).Query["?token=".Length..];
        await hub.Make($"/api/v1/invitations/{token}/acceptance", new { name, password }, cancellation);
    }
}
