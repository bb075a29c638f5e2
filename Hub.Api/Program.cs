using Hub.Api.Demo;
using Hub.Api.Doctor;
using Hub.Api.Hosting;

return args switch
{
    ["demo", .. var rest] => await DemoCommand.Run(rest),
    ["doctor", .. var rest] => await DoctorCommand.Run(rest),
    ["help" or "--help" or "-h" or "-?", ..] => await Usage.Show(),
    [['-' or '/', ..], ..] or [] => await HubApp.Run(args),
    [var word, ..] when word.Contains('=', StringComparison.Ordinal) => await HubApp.Run(args),
    [var word, ..] => await Usage.Unknown(word),
};
