using Hub.Api.Demo;
using Hub.Api.Doctor;
using Hub.Api.Hosting;

return args switch
{
    ["demo", .. var rest] => await DemoCommand.Run(rest),
    ["doctor", .. var rest] => await DoctorCommand.Run(rest),
    _ => await HubApp.Run(args),
};
