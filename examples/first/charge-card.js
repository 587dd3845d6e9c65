exports.handler = async (event, context) => {
  const [, number] = event.order.split("-");
  return { status: "paid", receipt: "r-" + number };
};
