using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;

namespace Hub.Api.Connections;

internal static class SetupProblems
{
    private static readonly LocalizedText UnknownToken = new(
        "The platform does not know this token: it is mistyped, has lapsed or was withdrawn. Paste a new one.",
        "Nền tảng không nhận mã truy cập này: mã bị nhập sai, đã hết hạn hoặc đã bị thu hồi. Hãy dán mã mới.");

    public static ApiProblem Of(SetupAnswer answer) => answer switch
    {
        SetupAnswer.Invalid invalid => ApiProblem.Invalid(invalid.Problems),
        SetupAnswer.ConnectorNotActive inactive => new ApiProblem(ProblemTypes.ConnectorNotActive, inactive.Problem),
        SetupAnswer.AccountTaken taken => new ApiProblem(ProblemTypes.AccountTaken, connection: taken.Here),
        SetupAnswer.Ended => new ApiProblem(ProblemTypes.Conflict, ConnectionTexts.Find(ConnectionState.Disconnected, null)?.WayOn),
        SetupAnswer.Refused refused => Refused(Words(refused.Outcome), refused.Field),
        _ => ApiProblem.NotFound,
    };

    private static ApiProblem Refused(LocalizedText? words, string? field) => new(
        ProblemTypes.Refused, words, words is not null && field is not null ? [new SettingProblem(field, words)] : null);

    // A token that was only now pasted in never worked here: that it lapsed, or is not allowed any more, would be a guess.
    private static LocalizedText? Words(Outcome outcome) => outcome.Because?.Words
        ?? (outcome is Outcome.AuthExpired or Outcome.AuthRevoked ? UnknownToken : OutcomeTexts.Find(outcome.GetType().Name)?.Reason);
}
