using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Meta;

namespace Hub.Connectors.Channels.Messenger;

/// <summary>What a person's profile gives a Page (User Profile API, 18 March 2026).</summary>
internal static class MessengerPeople
{
    // An account made with a phone number has no profile.
    private const string NoProfile = $"{MessengerErrors.Connector}/100-2018218";

    // "Does not exist, cannot be loaded due to missing permissions": the person has not opened the profile to the Page, or the app has no
    // Business Asset User Profile Access.
    private const string NotShown = $"{MessengerErrors.Connector}/100-33";

    /// <summary>Messages come and go without a name: that an app may not read profiles parks nothing.</summary>
    public static NameAnswer Read(GraphAnswer answer) => answer.Failure switch
    {
        null => new NameAnswer(new Outcome.Accepted(), answer.Json.Text("name")),
        Outcome.Misconfigured or { Because.Code: NoProfile or NotShown } => new NameAnswer(new Outcome.Accepted()),
        var failure => new NameAnswer(failure),
    };
}
