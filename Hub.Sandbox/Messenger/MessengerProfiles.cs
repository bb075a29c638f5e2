using System.Text.Json.Nodes;
using Hub.Sandbox.Meta;
using Hub.Sandbox.Traffic;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Messenger;

/// <summary>The User Profile API (18 March 2026): names of people who have written to the Page. Whoever has an account by phone number only has
/// no profile.</summary>
sealed class MessengerProfiles(MessengerState state)
{
    const string Name = "name";
    static readonly string[] Fields = ["id", Name];

    public bool Knows(string person) => state.Knows(person);

    /// <returns>Null for an id that is no such person's.</returns>
    public VendorAnswer? Describe(VendorCall call, string person)
    {
        if (!Knows(person)) return null;
        var fields = (call.Query("fields") ?? Name).Split(',');
        if (Array.Find(fields, field => !Fields.Contains(field)) is { } unknown)
            return GraphVendor.Error(100, $"Tried accessing nonexisting field ({unknown})");
        if (Ids.Hex("profile:" + person, 1) == "0") return GraphVendor.Error(100, "No profile available for this user.", subcode: 2018218);
        var profile = new JsonObject { ["id"] = person };
        if (fields.Contains(Name)) profile[Name] = Person.NameOf(person);
        return GraphVendor.Ok(profile);
    }
}
