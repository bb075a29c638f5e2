using Hub.Api.Demo;
using Hub.Api.Doctor;
using Hub.Api.Hosting;
using Hub.Api.Teams;

return args switch
{
    ["demo", .. var rest] => await DemoCommand.Run(rest),
    ["doctor", .. var rest] => await DoctorCommand.Run(rest),
    ["owner-link", .. var rest] => await OwnerLinkCommand.Run(rest, Console.Out, Console.Error),
    ["help" or "--help" or "-h" or "-?", ..] => await Usage.Show(),
    [not ['-' or '/', ..] and var word, ..] when !word.Contains('=', StringComparison.Ordinal) =>
        await Usage.Refuse(new($"There is no command '{word}'.", $"Không có lệnh '{word}'."), Console.Error),
    _ => CommandLine.Problem(args, ["role"], []) is { } wrong ? await Usage.Refuse(wrong, Console.Error) : await HubApp.Run(args),
};
