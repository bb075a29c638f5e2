using Hub.Api.Http;
using Hub.Core.Connections;
using Hub.Core.Deliveries;

namespace Hub.Api.Connections;

internal static class SetupProblems
{
    public static ApiProblem Of(SetupAnswer answer) => answer switch
    {
        SetupAnswer.Invalid invalid => ApiProblem.Invalid(invalid.Problems),
        SetupAnswer.ConnectorNotActive inactive => new ApiProblem(ProblemTypes.ConnectorNotActive, inactive.Problem),
        SetupAnswer.AccountTaken => new ApiProblem(ProblemTypes.AccountTaken),
        SetupAnswer.Ended => new ApiProblem(ProblemTypes.Conflict, ConnectionTexts.Find(ConnectionState.Disconnected, null)?.WayOn),
        SetupAnswer.Refused refused => new ApiProblem(ProblemTypes.Refused, refused.Outcome.Because?.Words ?? OutcomeTexts.Find(refused.Outcome.GetType().Name)?.Reason),
        _ => ApiProblem.NotFound,
    };
}
