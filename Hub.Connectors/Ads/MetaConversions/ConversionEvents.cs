using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Ads.MetaConversions;

/// <summary>Signals to events. What Meta has no place for stays out; a signal that it could credit to nobody is not sent.</summary>
internal static class ConversionEvents
{
    /// <param name="why">Set when there is no event.</param>
    public static ConversionEvent? Of(Signal signal, MetaConversionsSettings settings, out Reason? why)
    {
        why = null;
        if (!settings.Events.TryGetValue(signal.Kind, out var name))
            why = Reason("no-event-name", "The connection's settings name no event for this kind of signal.");
        else if (Person(signal, settings, out why) is { } person)
            return new ConversionEvent(
                name, signal.OccurredAt.ToUnixTimeSeconds(), MetaConversionsVocabulary.ActionSource, signal.Origin!.Channel.Value,
                person with { Em = Hashes(signal, IdentifierKind.Email), Ph = Hashes(signal, IdentifierKind.Phone) },
                signal.Value is { } money ? new ConversionValue(money.Currency.Code, money.Amount) : null);
        return null;
    }

    private static ConversionUser? Person(Signal signal, MetaConversionsSettings settings, out Reason? why)
    {
        why = null;
        if (signal.Origin is { } origin && origin.Channel.Value == MetaConversionsVocabulary.WhatsApp && settings.WhatsappAccountId is { } account
            && (settings.WhatsappNumberIds.Count == 0 || settings.WhatsappNumberIds.Contains(origin.Account.Value)))
        {
            if (signal.Referral?.TrackingId is { } click)
                return new ConversionUser { WhatsappBusinessAccountId = account, CtwaClid = click.Value };
            why = Reason("no-click-id", "WhatsApp gave no click id (ctwa_clid) with this arrival.");
        }
        else if (signal.Origin is { } page && page.Channel.Value == MetaConversionsVocabulary.Messenger && page.Account.Value == settings.PageId)
        {
            if (page.Person is { } person)
                return new ConversionUser { PageId = settings.PageId, PageScopedUserId = person.Value };
            why = Reason("no-person-id", "The Page's id of this person is not known.");
        }
        else
            why = Reason("other-dataset", "The conversation's account is not the one of this dataset.");
        return null;
    }

    private static Reason Reason(string code, string words) => new($"{MetaConversionsConnector.Name}/{code}", words);

    private static string[]? Hashes(Signal signal, IdentifierKind kind)
    {
        var hashes = signal.Identifiers.Where(identifier => identifier.Kind == kind).Select(identifier => identifier.Hash.Hex).ToArray();
        return hashes.Length > 0 ? hashes : null;
    }
}
