using FluentValidation;
using FluentValidation.Results;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Automation;
using Hub.Core.Conversations;
using Hub.Core.Text;

namespace Hub.Api.Automation;

/// <summary>What makes a rule of a kind sound.</summary>
internal sealed class RuleValidator : AbstractValidator<RuleChangeRequest>
{
    private const int LongestName = 100;
    private const int LongestText = 2000;
    private const int MostTerms = 500;
    private const int MostActions = 10;
    private const int MostChoices = 100;
    private const int LongestChoice = 1000;
    private const int LongestCoolDown = 7 * 24 * 60;
    private const int MostPosition = 100_000;

    public RuleValidator(RuleKind kind, bool isNew)
    {
        RuleFor(request => request.Name).Must(name => name is null ? !isNew : !string.IsNullOrWhiteSpace(name)).Says(FieldTexts.Required)
            .MaximumLength(LongestName).Says(FieldTexts.AtMost(LongestName));
        RuleFor(request => request.Trigger).Must(trigger => trigger is null || RuleActions.TriggersOf(kind).Contains(trigger.Value))
            .Says(FieldTexts.OneOf(RuleActions.TriggersOf(kind).Select(Camel)));
        RuleFor(request => request.Position).InclusiveBetween(0, MostPosition).Says(FieldTexts.Between(0, MostPosition));
        RuleFor(request => request.CoolDownMinutes).InclusiveBetween(0, LongestCoolDown).Says(FieldTexts.Between(0, LongestCoolDown));
        RuleFor(request => request.Conditions).Must(conditions => !isNew || kind != RuleKind.KeywordReply || conditions is not null)
            .Says(RuleProblems.NoTerms);
        RuleFor(request => request.Actions).Must(actions => actions is null ? !isNew : actions.Count > 0).Says(RuleProblems.NoActions)
            .Must(actions => actions is not { Count: > MostActions }).Says(RuleProblems.TooManyActions)
            .Must(actions => actions is null || actions.Count(action => action.Type == RuleActionType.Reply) <= 1).Says(RuleProblems.TwoReplies);
        RuleFor(request => request).Custom((request, context) => Conditions(kind, request.Conditions, Wrong(context)));
        RuleFor(request => request).Custom((request, context) => Actions(kind, request.Actions ?? [], Wrong(context)));
    }

    private static Action<string, LocalizedText> Wrong(ValidationContext<RuleChangeRequest> context) =>
        (field, text) => context.AddFailure(new ValidationFailure(field, text.En) { CustomState = text });

    private static void Conditions(RuleKind kind, RuleConditions? conditions, Action<string, LocalizedText> wrong)
    {
        if (conditions is null)
            return;
        Terms("conditions.any", conditions.Any, wrong);
        Terms("conditions.all", conditions.All, wrong);
        Terms("conditions.none", conditions.None, wrong);
        if (kind == RuleKind.KeywordReply && conditions.Any is not { Count: > 0 } && conditions.All is not { Count: > 0 } && conditions.ChoiceIds is not { Count: > 0 })
            wrong("conditions.any", RuleProblems.NoTerms);
        if (conditions.ChoiceIds is { Count: > MostChoices } || conditions.ChoiceIds?.Any(id => string.IsNullOrWhiteSpace(id) || id.Length > LongestChoice) is true)
            wrong("conditions.choiceIds", RuleProblems.WrongChoice(MostChoices, LongestChoice));
        if (!Enum.IsDefined(conditions.Mode))
            wrong("conditions.mode", FieldTexts.OneOf<MatchMode>());
        if (conditions.Statuses?.Any(status => !Enum.IsDefined(status)) is true)
            wrong("conditions.statuses", FieldTexts.OneOf<ConversationStatus>());
        if (!Enum.IsDefined(conditions.Accents))
            wrong("conditions.accents", FieldTexts.OneOf<AccentMode>());
        if (conditions.Pattern is { Length: > 0 } pattern && !RulePattern.IsSound(pattern))
            wrong("conditions.pattern", RuleProblems.WrongPattern);
        if (conditions.Languages?.Any(language => !MessageLanguage.Known.Contains(language)) is true)
            wrong("conditions.languages", FieldTexts.OneOf(MessageLanguage.Known));
    }

    private static void Terms(string field, IReadOnlyList<string>? terms, Action<string, LocalizedText> wrong)
    {
        if (terms is { Count: > MostTerms })
            wrong(field, RuleProblems.TooManyTerms);
        else if (terms is not null && !AreTerms(terms))
            wrong(field, RuleProblems.WrongTerm);
    }

    // As the matcher sees them: a term of invisible characters folds to nothing.
    private static bool AreTerms(IReadOnlyList<string?> terms) => terms.All(term => term is not null)
        && KeywordMatcher.Create(terms.Select(term => new Keyword(Guid.Empty, SafeText.Clean(term!)))).Problems
            .All(problem => problem.Kind == KeywordProblemKind.Duplicate);

    private static void Actions(RuleKind kind, IReadOnlyList<RuleAction> actions, Action<string, LocalizedText> wrong)
    {
        var allowed = RuleActions.Of(kind);
        for (var i = 0; i < actions.Count; i++)
            if (!allowed.Contains(actions[i].Type))
                wrong($"actions[{i}].type", FieldTexts.OneOf(allowed.Select(Camel)));
            else
                Action($"actions[{i}]", actions[i], wrong);
    }

    private static void Action(string place, RuleAction action, Action<string, LocalizedText> wrong)
    {
        var missing = action.Type switch
        {
            RuleActionType.AddLabel or RuleActionType.RemoveLabel when action.LabelId is null => "labelId",
            RuleActionType.Route when action.TeamId is null => "teamId",
            RuleActionType.Assign when action.MemberId is null => "memberId",
            RuleActionType.DraftBooking when action.ServiceId is null => "serviceId",
            RuleActionType.CallWebhook when action.EndpointId is null => "endpointId",
            RuleActionType.SetStatus when action.Status is null => "status",
            RuleActionType.SetPriority when action.Priority is null => "priority",
            RuleActionType.Reply or RuleActionType.Note when string.IsNullOrWhiteSpace(action.Text) => "text",
            _ => null,
        };
        if (missing is not null)
            wrong($"{place}.{missing}", FieldTexts.Required);
        if (action.Text is { Length: > LongestText })
            wrong($"{place}.text", FieldTexts.AtMost(LongestText));
        if (action is { Type: RuleActionType.SetStatus, Status: ConversationStatus.Snoozed or ConversationStatus.Spam })
            wrong($"{place}.status", RuleProblems.NoSnooze);
    }

    private static string Camel<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
