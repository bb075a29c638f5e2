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
    [['-' or '/', ..], ..] or [] => await HubApp.Run(args),
    [var word, ..] when word.Contains('=', StringComparison.Ordinal) => await HubApp.Run(args),
    [var word, ..] => await Usage.Unknown(word),
};
