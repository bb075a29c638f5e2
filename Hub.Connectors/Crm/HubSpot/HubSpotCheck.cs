using System.Net;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Grants;

namespace Hub.Connectors.Crm.HubSpot;

/// <summary>Checks a portal: whose it is, and that the hub's keys are there and unique. Creates missing ones when told to.</summary>
internal sealed class HubSpotCheck(HubSpotClient client, HubSpotSettings settings)
{
    /// <param name="expected">The connection's portal; empty while it is being learnt.</param>
    public async Task<Outcome> Run(string expected, CancellationToken cancellation)
    {
        var account = await client.Account(cancellation);
        if (account.Failure is { } failure)
            return failure;
        // Before anything is created there: it may be somebody else's.
        var whose = OwnAccount.Check("hubspot", "HubSpot", expected, account.Value!.PortalId.AsText());
        if (whose is not Outcome.Accepted)
            return whose;
        foreach (var type in Enum.GetValues<HubSpotObject>())
            if (await Problem(type, settings.KeyOf(type), cancellation) is { } problem)
                return problem;
        return whose;
    }

    private async Task<Outcome?> Problem(HubSpotObject type, string name, CancellationToken cancellation)
    {
        var found = await client.Property(type, name, cancellation);
        if (found.Value is { } property)
            return property.HasUniqueValue ? null : new Outcome.Misconfigured(NotUnique(type, name));
        if (found.Status != HttpStatusCode.NotFound)
            return found.Failure;
        return settings.CreateProperties
            ? await Create(type, name, cancellation)
            : new Outcome.Misconfigured(HubSpotErrors.PropertyMissing(type, name));
    }

    private async Task<Outcome?> Create(HubSpotObject type, string name, CancellationToken cancellation)
    {
        var neighbour = await client.Property(type, type.Neighbour(), cancellation);
        if (neighbour.Value?.GroupName is not { } group)
            return neighbour.Failure ?? new Outcome.Misconfigured(HubSpotErrors.PropertyMissing(type, name));
        var created = await client.Create(type, new NewProperty(name, "Hub key", group, "string", "text", HasUniqueValue: true), cancellation);
        return created.Status == HttpStatusCode.Conflict ? null : created.Failure; // somebody was faster
    }

    private static Reason NotUnique(HubSpotObject type, string name) => new(
        "hubspot/property-not-unique",
        $"The property {name} of {type.Path()} does not require unique values, and HubSpot cannot change that later. "
        + "Create another one with unique values and name it in the connection's settings.");
}
